import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { exploreFeed, homeFeed, tagFeed, userFeed } from '#app/domain/feeds/declarations.ts'
import type { FeedId } from '#app/domain/feeds/types.ts'
import { newId } from '#app/lib/id.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()

async function rows(feed: FeedId, viewer: Viewer) {
  const { items } = await world.posts.feed({ feed, viewer })
  return items.map((post) => ({
    text: textOf(post),
    by: post.reposts?.by.map(({ id }) => id),
    count: post.reposts?.count,
  }))
}
const plain = (text: string) => ({ text, by: undefined, count: undefined })

test('a repost brings a post, says who handed it on, and goes when it is undone', async () => {
  const author = await world.person('author')
  const reader = await world.person('reader')
  const sharers = await Promise.all(['ana', 'ben', 'cem', 'dan'].map((name) => world.person(name)))
  await world.follow(reader, ...sharers)
  const postId = await world.post(author, 'worth it')
  for (const sharer of sharers) await world.posts.repost({ postId, viewer: sharer })
  await world.drain()
  const newestFirst = sharers.map(({ id }) => id).reverse()
  expect(await rows(homeFeed(reader.id), reader)).toEqual([{ text: 'worth it', by: newestFirst.slice(0, 3), count: 4 }])
  // Only by those whom the feed is about.
  expect(await rows(userFeed(sharers[0]?.id ?? ''), reader)).toEqual([
    { text: 'worth it', by: [sharers[0]?.id], count: 1 },
  ])
  expect(await rows(userFeed(author.id), reader)).toEqual([plain('worth it')])
  for (const sharer of sharers) await world.posts.unrepost({ postId, viewer: sharer })
  expect(await rows(homeFeed(reader.id), reader)).toEqual([])
})

test('a repost moves a post up, unless the reader wishes otherwise', async () => {
  const [alice, bob, reader] = [await world.person('alice'), await world.person('bob'), await world.person('reader')]
  await world.follow(reader, alice, bob)
  const postId = await world.post(alice, 'first')
  await world.post(alice, 'second')
  await world.posts.repost({ postId, viewer: bob })
  await world.drain()
  const texts = async () => (await rows(homeFeed(reader.id), reader)).map(({ text }) => text)
  expect(await texts()).toEqual(['first', 'second'])
  await world.safety.setBumpReposts({ viewer: reader, on: false })
  expect(await texts()).toEqual(['second', 'first'])
})

test('who is muted is in no feed, by what they write or hand on; their own page has it', async () => {
  const [alice, muted, reader] = [
    await world.person('alice'),
    await world.person('muted'),
    await world.person('reader'),
  ]
  await world.follow(reader, muted)
  const tag = `loud${newId().slice(-6)}`
  const theirs = await world.post(muted, `noise #${tag}`)
  await world.posts.repost({ postId: await world.post(alice, 'quiet'), viewer: muted })
  await world.posts.repost({ postId: theirs, viewer: alice })
  await world.drain()
  await world.safety.mute({ viewer: reader, handle: muted.handle })
  expect(await rows(homeFeed(reader.id), reader)).toEqual([])
  await world.follow(reader, alice)
  await world.drain()
  expect(await rows(homeFeed(reader.id), reader)).toEqual([plain('quiet')])
  expect(await rows(tagFeed(tag), reader)).toEqual([])
  expect((await rows(exploreFeed(), reader)).map(({ text }) => text)).not.toContain(`noise #${tag}`)
  expect((await rows(userFeed(muted.id), reader)).map(({ text }) => text)).toEqual(['quiet', `noise #${tag}`])
})

test('what somebody suspended handed on is not there, nor do they stand beside it', async () => {
  const [alice, bob, reader] = [await world.person('alice'), await world.person('bob'), await world.person('reader')]
  await world.follow(reader, alice, bob)
  const both = await world.post(alice, 'by alice')
  await world.posts.repost({ postId: both, viewer: bob })
  const stranger = await world.person('stranger')
  await world.posts.repost({ postId: await world.post(stranger, 'by a stranger'), viewer: bob })
  await world.drain()
  expect(await rows(homeFeed(reader.id), reader)).toHaveLength(2)
  await world.safety.suspend({ handle: bob.handle, by: 'operator' })
  expect(await rows(homeFeed(reader.id), reader)).toEqual([plain('by alice')])
})

test('a feed is read upwards and around a post, and narrowed', async () => {
  const [alice, reader] = [await world.person('alice'), await world.person('reader')]
  await world.follow(reader, alice)
  const ids = []
  for (let n = 0; n < 7; n += 1) ids.push(await world.post(alice, String(n)))
  await world.drain()
  const query = { feed: homeFeed(reader.id), viewer: reader, limit: 3 }
  const newest = await world.posts.feed(query)
  const around = await world.posts.feedAround({ ...query, around: ids[3] ?? '' })
  expect(around.items.map(textOf)).toContain('3')
  const above = await world.posts.feedAbove({ ...query, after: around.prevCursor ?? '' })
  expect(above.items.every(({ id }) => id > (around.items[0]?.id ?? ''))).toBe(true)
  expect(newest.items.map(textOf)).toEqual(['6', '5', '4'])
  expect((await world.posts.feed({ ...query, filter: { actorIds: [reader.id] } })).items).toEqual([])
})
