import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { secondWiring } from '#test/support/second-wiring.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()

async function pinned(author: Viewer, viewer: Viewer | null) {
  return (await world.posts.pinned({ authorId: author.id, viewer })).map(textOf)
}

test('what is pinned stands first, the latest first, for who may see it', async () => {
  const [alice, fan, other] = [await world.person('alice'), await world.person('fan'), secondWiring(world)]
  await world.follow(fan, alice)
  const first = await world.post(alice, 'first')
  const { id: quiet } = await world.posts.create({ author: alice, input: { text: 'quiet', audience: 'followers' } })
  expect((await other.posts.view({ postId: first, viewer: null })).isPinned).toBe(false)
  for (const postId of [first, quiet, first]) await world.posts.setPinned({ postId, viewer: alice, isOn: true })
  expect([await pinned(alice, fan), await pinned(alice, null)]).toEqual([['quiet', 'first'], ['first']])
  expect((await other.posts.view({ postId: first, viewer: null })).isPinned).toBe(true)
  await world.safety.block({ viewer: alice, handle: fan.handle })
  expect(await pinned(alice, fan)).toEqual([])
  await world.posts.setPinned({ postId: first, viewer: alice, isOn: false })
  expect(await pinned(alice, alice)).toEqual(['quiet'])
  await other.close()
})

test('three at most, of one’s own, however many are pinned at once; what is deleted makes room', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  const ids: string[] = []
  for (let n = 0; n < 5; n += 1) ids.push(await world.post(alice, `post ${n}`))
  const foreign = world.posts.setPinned({ postId: ids[0] ?? '', viewer: bob, isOn: true })
  await expect(foreign).rejects.toMatchObject({ name: 'NotFound' })
  const all = await Promise.allSettled(
    ids.map((postId) => world.posts.setPinned({ postId, viewer: alice, isOn: true })),
  )
  expect(all.filter(({ status }) => status === 'rejected')).toHaveLength(2)
  expect(await pinned(alice, null)).toHaveLength(3)
  const postId = (await world.posts.pinned({ authorId: alice.id, viewer: null }))[0]?.id ?? ''
  await world.posts.remove({ postId, viewer: alice })
  const left = await Promise.all(ids.map((id) => world.db.pin.findUnique({ where: { postId: id } })))
  const free = ids.find((id, at) => !left[at] && id !== postId) ?? ''
  await world.posts.setPinned({ postId: free, viewer: alice, isOn: true })
  expect(await pinned(alice, null)).toHaveLength(3)
})
