import { expect, test } from 'vitest'
import { exploreFeed, repliesFeed, tagFeed, userFeed } from '#app/domain/feeds/declarations.ts'
import type { FeedId } from '#app/domain/feeds/types.ts'
import { newId } from '#app/lib/id.ts'
import { startWorld, textOf } from '#test/support/world.ts'

// Enough connections that twenty posts at once wait for each other, not for a connection.
const world = startWorld({ DATABASE_POOL: '20' })

async function texts(feed: FeedId): Promise<string[]> {
  return (await world.posts.feed({ feed, viewer: null })).items.map(textOf)
}

test('the same client key twice is one post', async () => {
  const alice = await world.person('alice')
  const input = { text: 'once', clientKey: newId() }
  const first = await world.posts.create({ author: alice, input })
  const second = await world.posts.create({ author: alice, input })
  expect(second).toEqual(first)
  expect(await texts(userFeed(alice.id))).toEqual(['once'])
  expect(await world.posts.countBy({ authorId: alice.id, viewer: null })).toBe(1)
})

test('a client key that was used for another post, or a deleted one, is refused aloud', async () => {
  const alice = await world.person('alice')
  const parent = await world.post(alice, 'parent')
  const input = { text: 'once', clientKey: newId() }
  const { id } = await world.posts.create({ author: alice, input })
  for (const other of [{ text: 'twice' }, { replyToId: parent }]) {
    const again = world.posts.create({ author: alice, input: { ...input, ...other } })
    await expect(again).rejects.toMatchObject({ name: 'Conflict' })
  }
  await world.posts.remove({ postId: id, viewer: alice })
  await expect(world.posts.create({ author: alice, input })).rejects.toMatchObject({ name: 'Conflict' })
})

test('twenty at once with the same client key are one post with one activity', async () => {
  const alice = await world.person('alice')
  const input = { text: 'once', clientKey: newId() }
  const made = await Promise.all(Array.from({ length: 20 }, () => world.posts.create({ author: alice, input })))
  expect(new Set(made.map(({ id }) => id)).size).toBe(1)
  expect(await world.db.post.count({ where: { authorId: alice.id } })).toBe(1)
  expect(await world.db.activity.count({ where: { actorId: alice.id } })).toBe(1)
})

test('the same client key of two people is two posts', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  const input = { text: 'hello', clientKey: newId() }
  const ids = [await world.posts.create({ author: alice, input }), await world.posts.create({ author: bob, input })]
  expect(ids[0]).not.toEqual(ids[1])
})

test('answering what is deleted, or never was, is refused, and nothing is written', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  const postId = await world.post(alice, 'question')
  await world.posts.remove({ postId, viewer: alice })
  for (const replyToId of [postId, newId()]) {
    await expect(world.post(bob, 'answer', replyToId)).rejects.toMatchObject({ name: 'NotFound' })
  }
  expect(await world.db.post.count({ where: { authorId: bob.id } })).toBe(0)
  expect(await world.db.activity.count({ where: { actorId: bob.id } })).toBe(0)
})

test("only the author removes a post, and only once; nobody learns whether another's is there", async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  const postId = await world.post(alice, 'mine')
  await expect(world.posts.remove({ postId, viewer: bob })).rejects.toMatchObject({ name: 'NotFound' })
  expect(await texts(userFeed(alice.id))).toEqual(['mine'])
  await world.posts.remove({ postId, viewer: alice })
  await expect(world.posts.remove({ postId, viewer: alice })).rejects.toMatchObject({ name: 'NotFound' })
  await expect(world.posts.remove({ postId: newId(), viewer: alice })).rejects.toMatchObject({ name: 'NotFound' })
})

test('a removed post is gone from every surface at once', async () => {
  const alice = await world.person('alice')
  const tag = `gone${newId().slice(-6)}`
  const postId = await world.post(alice, `hello #${tag}`)
  const answerId = await world.post(alice, 'an answer', postId)
  const surfaces = [userFeed(alice.id), tagFeed(tag), exploreFeed()]
  for (const feed of surfaces) expect(await texts(feed)).toContain(`hello #${tag}`)
  await world.posts.remove({ postId, viewer: alice })
  for (const feed of surfaces) expect(await texts(feed)).not.toContain(`hello #${tag}`)
  await expect(world.posts.thread({ postId, viewer: alice })).rejects.toMatchObject({ name: 'NotFound' })
  await expect(world.posts.replies({ postId, viewer: alice })).rejects.toMatchObject({ name: 'NotFound' })
  expect(await world.posts.thread({ postId: answerId, viewer: null })).toMatchObject({
    ancestors: [],
    post: { replyTo: null },
  })
  expect(await world.posts.countBy({ authorId: alice.id, viewer: null })).toBe(1)
})

test('a tag feed holds posts and replies with the tag, however it is written, newest first', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  const tag = `brew${newId().slice(-6)}`
  const postId = await world.post(alice, `one #${tag}`)
  await world.post(bob, `two #${tag.toUpperCase()} #${tag}`, postId)
  await world.post(bob, `three ${tag} not#${tag}`)
  expect(await texts(tagFeed(tag))).toEqual([`two #${tag.toUpperCase()} #${tag}`, `one #${tag}`])
})

test('explore holds the posts of everybody, and no replies', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  const postId = await world.post(alice, 'explore me')
  await world.post(bob, 'explore me not', postId)
  await world.post(bob, 'explore me, too')
  expect((await texts(exploreFeed())).slice(0, 2)).toEqual(['explore me, too', 'explore me'])
})

test("somebody's posts and replies are two feeds", async () => {
  const alice = await world.person('alice')
  const postId = await world.post(alice, 'a post')
  await world.post(alice, 'a reply', postId)
  expect(await texts(userFeed(alice.id))).toEqual(['a post'])
  expect(await texts(repliesFeed(alice.id))).toEqual(['a reply'])
})

test('a post tells the viewer what they may do with it', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  await world.post(alice, 'hello')
  const feed = userFeed(alice.id)
  const asSeenBy = async (viewer: typeof bob | null) => (await world.posts.feed({ feed, viewer })).items[0]?.viewer
  const usual = {
    reaction: null,
    isReposted: false,
    isBookmarked: false,
    canRepost: true,
    canQuote: true,
    canReply: true,
  }
  expect(await asSeenBy(alice)).toEqual({ ...usual, canDelete: true })
  expect(await asSeenBy(bob)).toEqual({ ...usual, canDelete: false })
  expect(await asSeenBy(null)).toEqual({ ...usual, canDelete: false })
})
