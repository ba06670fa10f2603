import { expect, test } from 'vitest'
import { newId } from '#app/lib/id.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()

async function named(handle: string, name = handle) {
  const id = newId()
  await world.db.user.create({ data: { id, handle, name } })
  return { id, handle, name, image: null, role: 'member' as const }
}

async function complete(viewer: { id: string }, prefix: string): Promise<string[]> {
  return (await world.accounts.complete({ viewer, prefix })).map(({ handle }) => handle)
}

test('people are found by the beginning of their handle, or of a word of their name', async () => {
  const me = await named('viewer_one')
  await named('mar', 'Somebody')
  await named('marlene', 'Q')
  await named('x_one', 'Marcus Aurelius')
  await named('x_two', 'Ana Maria de Marco')
  await named('x_three', 'Anamaria')
  await named('x_four', 'Jean Luc Martin')
  expect(await complete(me, 'mar')).toEqual(['mar', 'marlene', 'x_four', 'x_one', 'x_two'])
  expect(await complete(me, 'mars')).toEqual([])
})

test('a prefix is compared by characters: no sign of it stands for others, and no language sorts it', async () => {
  const me = await named('viewer_two')
  await named('zo_e')
  await named('zooe')
  await named('u_1', 'Жанна')
  await named('u_2', 'Élise')
  expect(await complete(me, 'zo_')).toEqual(['zo_e'])
  expect(await complete(me, 'zo%')).toEqual([])
  expect(await complete(me, 'жан')).toEqual(['u_1'])
  expect(await complete(me, 'éli')).toEqual(['u_2'])
})

test('those whom one follows come first, by any word of their name, and nobody comes twice', async () => {
  const me = await named('viewer_three')
  for (let n = 0; n < 70; n += 1) await named(`kim_${String(n).padStart(2, '0')}`, 'Kim')
  const followed = await named('zz_last', 'One Two Three Four Kimberley')
  const [late] = [await named('kim_99', 'Kim')]
  await world.follow(me, followed, late)
  const found = await complete(me, 'kim')
  expect(found).toHaveLength(8)
  expect(found.slice(0, 3)).toEqual(['kim_99', 'zz_last', 'kim_00'])
  await world.unfollow(me, followed)
  expect(await complete(me, 'kim')).not.toContain('zz_last')
})

test('nobody is offered who is blocked either way, or suspended, nor oneself', async () => {
  const me = await named('lee_me')
  const [blocked, blocking, suspended] = [await named('lee_a'), await named('lee_b'), await named('lee_c')]
  await named('lee_d')
  await world.follow(me, suspended)
  await world.safety.block({ viewer: me, handle: blocked.handle })
  await world.safety.block({ viewer: blocking, handle: me.handle })
  await world.safety.suspend({ handle: suspended.handle, by: 'operator' })
  expect(await complete(me, 'lee')).toEqual(['lee_d'])
})

test('tags come by how many people used them lately in public, whatever one of them wrote how often', async () => {
  const [ana, bo, cy] = [await world.person('ana'), await world.person('bo'), await world.person('cy')]
  for (let n = 0; n < 3; n += 1) await world.post(ana, `#rivers_loud again ${n}`)
  await world.post(ana, '#RiverS and #river2')
  await world.post(bo, '#rivers')
  await world.posts.create({ author: cy, input: { text: '#rivers_secret', audience: 'followers' } })
  const gone = await world.post(cy, '#rivers_gone')
  await world.posts.remove({ postId: gone, viewer: cy })
  const closed = await world.person('closed')
  await world.post(closed, '#rivers_private')
  await world.safety.setPrivate({ viewer: closed, isPrivate: true })
  expect(await world.posts.completeTags({ prefix: 'rivers' })).toEqual([
    { tag: 'rivers', people: 2 },
    { tag: 'rivers_loud', people: 1 },
  ])
  expect(await world.posts.completeTags({ prefix: 'riverx' })).toEqual([])
})
