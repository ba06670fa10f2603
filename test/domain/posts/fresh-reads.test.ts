import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { exploreFeed, homeFeed } from '#app/domain/feeds/declarations.ts'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { type Id, newId } from '#app/lib/id.ts'
import type { Wiring } from '#app/wiring.server.ts'
import { secondWiring } from '#test/support/second-wiring.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()
let other: Wiring

beforeAll(() => {
  other = secondWiring(world)
})
afterAll(() => other.close())

type Scene = { alice: Viewer; bob: Viewer; postId: Id; replyId: Id }
type Seen = PostView | null

/** The post, as bob sees it in the other process: in his home feed, on explore, and on its own page. */
async function seenElsewhere({ bob, postId }: Scene): Promise<{ home: Seen; explore: Seen; page: Seen }> {
  const find = async (feed: 'home' | 'explore') => {
    const query = { feed: feed === 'home' ? homeFeed(bob.id) : exploreFeed(), viewer: bob }
    return (await other.posts.feed(query)).items.find(({ id }) => id === postId) ?? null
  }
  const [home, explore, page] = await Promise.all([
    find('home'),
    find('explore'),
    other.posts.view({ postId, viewer: bob }).catch(() => null),
  ])
  return { home, explore, page }
}

const block = ({ alice, bob }: Scene) => world.safety.block({ viewer: alice, handle: bob.handle })

const everywhere = (expected: unknown) => ({ home: expected, explore: expected, page: expected })
const nowhere = everywhere(null)

const changes: [string, (scene: Scene) => Promise<unknown>, unknown][] = [
  [
    "an edit of the author's name",
    ({ alice }) => world.accounts.updateProfile({ viewer: alice, input: { name: 'Alicia', bio: '' } }),
    everywhere(expect.objectContaining({ author: expect.objectContaining({ name: 'Alicia' }) })),
  ],
  [
    'a reaction of the reader',
    ({ bob, postId }) => world.posts.react({ postId, viewer: bob, kind: 'wow' }),
    everywhere(
      expect.objectContaining({
        reactions: [{ kind: 'wow', count: 1 }],
        viewer: expect.objectContaining({ reaction: 'wow' }),
      }),
    ),
  ],
  [
    'a reaction of somebody else',
    ({ alice, postId }) => world.posts.react({ postId, viewer: alice, kind: 'sad' }),
    everywhere(expect.objectContaining({ reactions: [{ kind: 'sad', count: 1 }] })),
  ],
  [
    'a reply',
    ({ alice, postId }) => world.post(alice, 'and another thing', postId),
    everywhere(expect.objectContaining({ replyCount: 2 })),
  ],
  [
    'the delete of a reply',
    ({ alice, replyId }) => world.posts.remove({ postId: replyId, viewer: alice }),
    everywhere(expect.objectContaining({ replyCount: 0 })),
  ],
  [
    'a reply that is for followers now',
    async ({ alice, postId, replyId }) => {
      const stranger = await world.person('stranger')
      await world.posts.setAudience({ postId: replyId, viewer: alice, audience: 'followers' })
      expect(await other.posts.view({ postId, viewer: stranger })).toMatchObject({ replyCount: 0 })
      expect(await other.posts.view({ postId, viewer: null })).toMatchObject({ replyCount: 0 })
    },
    everywhere(expect.objectContaining({ replyCount: 1 })),
  ],
  [
    'a repost of the reader',
    ({ bob, postId }) => world.posts.repost({ postId, viewer: bob }),
    everywhere(expect.objectContaining({ repostCount: 1, viewer: expect.objectContaining({ isReposted: true }) })),
  ],
  [
    'another audience, for a follower',
    ({ alice, postId }) => world.posts.setAudience({ postId, viewer: alice, audience: 'followers' }),
    everywhere(
      expect.objectContaining({ audience: 'followers', viewer: expect.objectContaining({ canRepost: false }) }),
    ),
  ],
  [
    'another audience, and an unfollow',
    async ({ alice, bob, postId }) => {
      await world.posts.setAudience({ postId, viewer: alice, audience: 'followers' })
      await world.unfollow(bob, alice)
    },
    nowhere,
  ],
  ['a delete', ({ alice, postId }) => world.posts.remove({ postId, viewer: alice }), nowhere],
  ['a block', block, nowhere],
  [
    'a mute',
    ({ alice, bob }) => world.safety.mute({ viewer: bob, handle: alice.handle }),
    { home: null, explore: null, page: expect.objectContaining({ replyCount: 1 }) },
  ],
  ['a suspension', ({ alice }) => world.safety.suspend({ handle: alice.handle, by: 'operator' }), nowhere],
  [
    'the suspension of who answered',
    async ({ bob, postId }) => {
      const carol = await world.person('carol')
      await world.post(carol, 'rude', postId)
      expect(await other.posts.view({ postId, viewer: bob })).toMatchObject({ replyCount: 2 })
      await world.safety.suspend({ handle: carol.handle, by: 'operator' })
    },
    everywhere(expect.objectContaining({ replyCount: 1 })),
  ],
]

test.each(changes)('%s is seen by the next read of any process', async (_, change, expected) => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  await world.follow(bob, alice)
  const postId = await world.post(alice, 'hello')
  const scene = { alice, bob, postId, replyId: await world.post(alice, 'and', postId) }
  await world.drain()
  expect(await seenElsewhere(scene)).toEqual(everywhere(expect.objectContaining({ replyCount: 1 })))
  await change(scene)
  expect(await seenElsewhere(scene)).toEqual(expected)
})

test('what was not there when it was looked for is there when it is written, and followed', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  await expect(other.posts.view({ postId: newId(), viewer: bob })).rejects.toMatchObject({ name: 'NotFound' })
  expect((await other.posts.feed({ feed: homeFeed(bob.id), viewer: bob })).items).toEqual([])
  const { id: postId } = await world.posts.create({ author: alice, input: { text: 'psst', audience: 'followers' } })
  await expect(other.posts.view({ postId, viewer: bob })).rejects.toMatchObject({ name: 'NotFound' })
  await world.follow(bob, alice)
  expect(await other.posts.view({ postId, viewer: bob })).toMatchObject({ id: postId })
})

test('what a reader did to more than five hundred newer posts hides nothing of what they did before', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  const old = await world.post(alice, 'old')
  await world.posts.react({ postId: old, viewer: bob, kind: 'love' })
  await world.posts.repost({ postId: old, viewer: bob })
  const ids = Array.from({ length: 501 }, () => newId())
  const createdAt = new Date()
  await world.db.post.createMany({ data: ids.map((id) => ({ id, authorId: alice.id, text: 'new', createdAt })) })
  await world.posts.reactMany({
    reactions: ids.map((postId) => ({ postId, userId: bob.id, kind: 'like', createdAt })),
  })
  const own = (postId: Id) => other.posts.view({ postId, viewer: bob }).then(({ viewer }) => viewer)
  expect(await own(old)).toMatchObject({ reaction: 'love', isReposted: true })
  expect(await own(ids[0] ?? '')).toMatchObject({ reaction: 'like', isReposted: false })
  expect(await own(ids[500] ?? '')).toMatchObject({ reaction: 'like', isReposted: false })
})

test('replies of who is blocked do not count for the one who blocks', async () => {
  const [alice, bob, carol] = [await world.person('alice'), await world.person('bob'), await world.person('carol')]
  const postId = await world.post(alice, 'question')
  await world.post(bob, 'answer', postId)
  await world.post(carol, 'answer', postId)
  const count = (viewer: Viewer) => other.posts.view({ postId, viewer }).then(({ replyCount }) => replyCount)
  expect([await count(alice), await count(bob), await count(carol)]).toEqual([2, 2, 2])
  await world.safety.block({ viewer: carol, handle: bob.handle })
  expect([await count(alice), await count(bob), await count(carol)]).toEqual([2, 1, 1])
})

test('what a process keeps of a post that it wrote is what others read from Postgres', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  await world.follow(bob, alice)
  const long = 'é👋 https://example.org/a?b=1 #Beer @nobody\n'.repeat(10).trim()
  const { id: postId } = await world.posts.create({ author: alice, input: { text: long, audience: 'followers' } })
  const { id: replyId } = await world.posts.create({ author: bob, input: { text: 'yes', replyToId: postId } })
  const { id: plainId } = await world.posts.create({ author: alice, input: { text: 'plain' } })
  await world.drain()
  for (const viewer of [alice, bob]) {
    for (const id of [postId, replyId, plainId])
      expect(await world.posts.view({ postId: id, viewer })).toEqual(await other.posts.view({ postId: id, viewer }))
    const home = { feed: homeFeed(viewer.id), viewer }
    expect((await world.posts.feed(home)).items).toEqual((await other.posts.feed(home)).items)
  }
})
