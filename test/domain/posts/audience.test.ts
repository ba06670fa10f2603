import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { exploreFeed, homeFeed, repliesFeed, tagFeed, userFeed } from '#app/domain/feeds/declarations.ts'
import type { FeedId } from '#app/domain/feeds/types.ts'
import { newId } from '#app/lib/id.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()

async function texts(feed: FeedId, viewer: Viewer | null): Promise<string[]> {
  return (await world.posts.feed({ feed, viewer })).items.map(textOf)
}

async function threesome() {
  const [alice, fan, stranger] = [
    await world.person('alice'),
    await world.person('fan'),
    await world.person('stranger'),
  ]
  await world.follow(fan, alice)
  return { alice, fan, stranger }
}

test('what is for followers is seen by them and its author alone, wherever posts are shown', async () => {
  const { alice, fan, stranger } = await threesome()
  const tag = `quiet${newId().slice(-6)}`
  const text = `between us #${tag}`
  const { id: postId } = await world.posts.create({ author: alice, input: { text, audience: 'followers' } })
  await world.drain()
  for (const viewer of [alice, fan]) {
    for (const feed of [userFeed(alice.id), tagFeed(tag), exploreFeed(), homeFeed(viewer.id)])
      expect(await texts(feed, viewer)).toContain(text)
    expect(await world.posts.thread({ postId, viewer })).toMatchObject({ post: { audience: 'followers' } })
    expect(await world.posts.countBy({ authorId: alice.id, viewer })).toBe(1)
    expect(await world.posts.recentAuthors({ viewer, limit: 500 })).toContain(alice.id)
  }
  for (const viewer of [stranger, null]) {
    for (const feed of [userFeed(alice.id), tagFeed(tag), exploreFeed()])
      expect(await texts(feed, viewer)).not.toContain(text)
    for (const read of ['view', 'thread', 'replies'] as const)
      await expect(world.posts[read]({ postId, viewer })).rejects.toMatchObject({ name: 'NotFound' })
    expect(await world.posts.countBy({ authorId: alice.id, viewer })).toBe(0)
    expect(await world.posts.recentAuthors({ viewer, limit: 500 })).not.toContain(alice.id)
  }
  const reacting = world.posts.react({ postId, viewer: stranger, kind: 'like' })
  await expect(reacting).rejects.toMatchObject({ name: 'NotFound' })
  await expect(world.post(stranger, 'hm', postId)).rejects.toMatchObject({ name: 'NotFound' })
  await world.posts.react({ postId, viewer: fan, kind: 'like' })
})

test('a reply has its own audience: listed and counted for who may see it, and no more', async () => {
  const { alice, fan, stranger } = await threesome()
  const postId = await world.post(stranger, 'question')
  const input = { text: 'for friends', audience: 'followers' as const, replyToId: postId }
  const { id: replyId } = await world.posts.create({ author: alice, input })
  await world.post(alice, 'for all', postId)
  const below = await world.post(fan, 'below', replyId)
  const seen = async (viewer: Viewer | null) => {
    const { post, replies } = await world.posts.thread({ postId, viewer })
    return {
      count: post.replyCount,
      replies: replies.items.map(textOf),
      profile: await texts(repliesFeed(alice.id), viewer),
    }
  }
  const both = { count: 2, replies: ['for friends', 'for all'], profile: ['for all', 'for friends'] }
  expect(await seen(alice)).toEqual(both)
  expect(await seen(fan)).toEqual(both)
  const one = { count: 1, replies: ['for all'], profile: ['for all'] }
  expect(await seen(stranger)).toEqual(one)
  expect(await seen(null)).toEqual(one)
  const thread = await world.posts.thread({ postId: below, viewer: stranger })
  expect(thread.post.replyTo).toBeNull()
  expect(thread.ancestors.map(textOf)).toEqual(['question'])
})

test('the author, and nobody else, changes who may see a post; reposts stay, hidden from those who may not', async () => {
  const { alice, fan, stranger } = await threesome()
  const postId = await world.post(alice, 'open')
  await world.posts.repost({ postId, viewer: stranger })
  await world.posts.setAudience({ postId, viewer: alice, audience: 'followers' })
  expect(await world.posts.view({ postId, viewer: fan })).toMatchObject({
    audience: 'followers',
    repostCount: 1,
    viewer: { canRepost: false },
  })
  await expect(world.posts.view({ postId, viewer: stranger })).rejects.toMatchObject({ name: 'NotFound' })
  for (const viewer of [fan, stranger]) {
    const change = world.posts.setAudience({ postId, viewer, audience: 'public' })
    await expect(change).rejects.toMatchObject({ name: 'NotFound' })
  }
  await world.posts.setAudience({ postId, viewer: alice, audience: 'public' })
  expect(await world.posts.view({ postId, viewer: stranger })).toMatchObject({
    audience: 'public',
    viewer: { canRepost: true, isReposted: true },
  })
  await world.posts.remove({ postId, viewer: alice })
  const late = world.posts.setAudience({ postId, viewer: alice, audience: 'public' })
  await expect(late).rejects.toMatchObject({ name: 'NotFound' })
})

test('a draft that was posted for followers is not the one for everybody', async () => {
  const alice = await world.person('alice')
  const input = { text: 'once', clientKey: newId(), audience: 'followers' as const }
  const first = await world.posts.create({ author: alice, input })
  expect(await world.posts.create({ author: alice, input })).toEqual(first)
  const other = world.posts.create({ author: alice, input: { ...input, audience: 'public' } })
  await expect(other).rejects.toMatchObject({ name: 'Conflict' })
})
