import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CacheWorld, createCacheWorld } from '#test/support/caches.ts'

let world: CacheWorld
beforeAll(async () => {
  world = await createCacheWorld()
})
afterAll(() => world.end())

test('read once from Postgres, then from Redis by others, then from the process', async () => {
  const [one, other] = [await world.process(), await world.process()]
  await world.put('a', 'first')
  expect(await one.read('a', 'b')).toEqual({ a: 'first' })
  await one.settle()
  expect(await other.read('b', 'a')).toEqual({ a: 'first' })
  expect(await other.read('a', 'b')).toEqual({ a: 'first' })
  expect(one.reads).toEqual(['postgres 2'])
  expect(other.reads).toEqual(['redis 2', 'process 2'])
})

test('a change is seen by every process as soon as its write is answered', async () => {
  const [one, other] = [await world.process(), await world.process()]
  await world.put('changed', 'old')
  await one.read('changed', 'new')
  await other.read('changed', 'new')
  await one.write('changed', 'fresh')
  await other.write('new', 'there')
  for (const process of [one, other])
    expect(await process.read('changed', 'new')).toEqual({ changed: 'fresh', new: 'there' })
})

test('who writes and reads on sees its own write without asking the log', async () => {
  const one = await world.process()
  await world.put('own', 'old')
  await one.read('own')
  await one.write('own', 'fresh')
  expect(Object.fromEntries(await one.shelf.get(['own']))).toEqual({ own: 'fresh' })
})
