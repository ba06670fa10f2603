import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { exploreFeed, homeFeed, mentionsFeed, repliesFeed, tagFeed, userFeed } from '#app/domain/feeds/declarations.ts'
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

test('what is unlisted is for everybody, and nowhere to be come upon', async () => {
  const { alice, fan, stranger } = await threesome()
  const tag = `quiet${newId().slice(-6)}`
  const text = `by link #${tag}`
  const { id: postId } = await world.posts.create({ author: alice, input: { text, audience: 'unlisted' } })
  await world.drain()
  for (const viewer of [alice, fan, stranger, null]) {
    expect(await texts(userFeed(alice.id), viewer)).toEqual([text])
    expect(await world.posts.view({ postId, viewer })).toMatchObject({ audience: 'unlisted' })
    for (const feed of [tagFeed(tag), exploreFeed()]) expect(await texts(feed, viewer)).not.toContain(text)
    expect(await world.posts.recentAuthors({ viewer, limit: 500 })).not.toContain(alice.id)
  }
  expect(await texts(homeFeed(fan.id), fan)).toEqual([text])
  await world.posts.repost({ postId, viewer: stranger })
  await world.posts.setAudience({ postId, viewer: alice, audience: 'public' })
  for (const feed of [tagFeed(tag), exploreFeed()]) expect(await texts(feed, null)).toContain(text)
  await world.posts.setAudience({ postId, viewer: alice, audience: 'unlisted' })
  for (const feed of [tagFeed(tag), exploreFeed()]) expect(await texts(feed, null)).not.toContain(text)
  expect(await texts(userFeed(stranger.id), null)).toEqual([text])
})

test('what is for those whom it mentions is in no home feed, and theirs alone wherever else', async () => {
  const { alice, fan, stranger } = await threesome()
  const text = `psst @${stranger.handle.toUpperCase()} @nobody_here #quiet`
  const { id: postId } = await world.posts.create({ author: alice, input: { text, audience: 'mentioned' } })
  await world.drain()
  for (const viewer of [alice, stranger]) {
    expect(await texts(userFeed(alice.id), viewer)).toEqual([text])
    expect(await texts(homeFeed(viewer.id), viewer)).toEqual([])
    for (const feed of [exploreFeed(), tagFeed('quiet')]) expect(await texts(feed, viewer)).not.toContain(text)
    expect(await world.posts.countBy({ authorId: alice.id, viewer })).toBe(1)
    expect(await world.posts.view({ postId, viewer })).toMatchObject({ viewer: { canRepost: false } })
  }
  expect(await texts(mentionsFeed(stranger.id), stranger)).toEqual([text])
  expect(await texts(mentionsFeed(alice.id), alice)).toEqual([])
  for (const viewer of [fan, null]) {
    expect(await texts(userFeed(alice.id), viewer)).toEqual([])
    await expect(world.posts.thread({ postId, viewer })).rejects.toMatchObject({ name: 'NotFound' })
  }
  expect(await texts(homeFeed(fan.id), fan)).toEqual([])
  const change = world.posts.setAudience({ postId, viewer: alice, audience: 'public' })
  await expect(change).rejects.toMatchObject({ name: 'NotFound' })
  const repost = world.posts.repost({ postId, viewer: stranger })
  await expect(repost).rejects.toMatchObject({ name: 'Conflict' })

  const answer = { text: 'I see', audience: 'mentioned' as const, replyToId: postId }
  const { id: replyId } = await world.posts.create({ author: stranger, input: answer })
  expect(await texts(mentionsFeed(alice.id), alice)).toEqual(['I see'])
  expect(await world.posts.thread({ postId, viewer: alice })).toMatchObject({ post: { replyCount: 1 } })
  // Whoever takes the handle later is not who was addressed.
  await world.db.user.update({ where: { id: stranger.id }, data: { handle: `s${newId().slice(-8)}` } })
  await world.db.user.update({ where: { id: fan.id }, data: { handle: stranger.handle } })
  await expect(world.posts.view({ postId, viewer: fan })).rejects.toMatchObject({ name: 'NotFound' })
  expect(await world.posts.view({ postId: replyId, viewer: stranger })).toMatchObject({ id: replyId })
})

test('everybody whom a post mentions finds it among their mentions, but for whom they block or mute', async () => {
  const { alice, fan, stranger } = await threesome()
  const text = `@${fan.handle}, @${stranger.handle} and @${alice.handle}`
  const postId = await world.post(alice, text)
  await world.post(fan, 'not about anybody', postId)
  for (const viewer of [fan, stranger]) expect(await texts(mentionsFeed(viewer.id), viewer)).toEqual([text])
  expect(await texts(mentionsFeed(alice.id), alice)).toEqual([])
  await world.safety.mute({ viewer: fan, handle: alice.handle })
  await world.safety.block({ viewer: stranger, handle: alice.handle })
  for (const viewer of [fan, stranger]) expect(await texts(mentionsFeed(viewer.id), viewer)).toEqual([])
  await world.posts.remove({ postId, viewer: alice })
  await world.safety.unmute({ viewer: fan, handle: alice.handle })
  expect(await texts(mentionsFeed(fan.id), fan)).toEqual([])
})
