import { expect, test } from 'vitest'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()

test('a post reaches its followers and its author, nobody else', async () => {
  const [alice, bob, carol] = [await world.person('alice'), await world.person('bob'), await world.person('carol')]
  await world.follow(bob, alice)
  await world.home(bob)
  await world.drain()

  await world.post(alice, 'hello')
  await world.drain()

  expect(await world.home(bob)).toEqual(['hello'])
  expect(await world.home(alice)).toEqual(['hello'])
  expect(await world.home(carol)).toEqual([])
})
