import { expect, test } from 'vitest'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { timelineKey } from '#app/domain/feeds/keys.ts'
import { limits } from '#app/domain/feeds/types.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { checkHomes, homeTruth, readHome } from '#test/support/checker.ts'
import { deadRedisUrl, secondWiring } from '#test/support/second-wiring.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()

async function people() {
  return { alice: await world.person('alice'), bob: await world.person('bob'), carol: await world.person('carol') }
}

const isWarm = async (id: Id) => (await world.timelines.read(homeFeed(id), { before: null, limit: 1 })).state === 'warm'

/** `count` posts by one author, a millisecond apart, the last one a minute ago. */
async function manyPosts(authorId: Id, count: number): Promise<Id[]> {
  const start = Date.now() - 60_000 - count
  const posts = Array.from({ length: count }, (_, index) => {
    const createdAt = new Date(start + index)
    const rest = { replyToId: null, rootId: null, sourceUrl: 'https://example.org/' }
    return { sourceKey: newId(), id: newId(createdAt), authorId, text: `post ${index}`, createdAt, ...rest }
  })
  await world.posts.importMany({ posts })
  return posts.map(({ id }) => id)
}

test('a post reaches its followers and its author, nobody else', async () => {
  const { alice, bob, carol } = await people()
  await world.follow(bob, alice)
  await world.post(alice, 'before')
  await world.home(bob)
  await world.drain()
  expect(await isWarm(bob.id)).toBe(true)

  const id = await world.post(alice, 'hello')
  await world.drain()

  const timeline = await world.timelines.read(homeFeed(bob.id), { before: null, limit: 1 })
  expect(timeline).toMatchObject({ state: 'warm', ids: [id] })
  expect(await world.home(bob)).toEqual(['hello', 'before'])
  expect(await world.home(alice)).toEqual(['hello', 'before'])
  expect(await world.home(carol)).toEqual([])
})

test('what Redis lost of the last deliveries is delivered again', async () => {
  const { alice, bob } = await people()
  await world.follow(bob, alice)
  await world.post(alice, 'kept')
  await world.home(bob)
  await world.drain()
  await world.post(alice, 'lost')
  await world.drain()
  // As after a power cut: the timeline is back without its last push, and the ledger holds it to be delivered.
  await world.redis.lpop(timelineKey(homeFeed(bob.id)))
  expect(await world.home(bob)).toEqual(['kept'])

  await world.feeds.duties.reopen()
  const [id] = await world.ledger.findUnfinished({ recordedBefore: new Date(Date.now() + 1_000), limit: 1 })
  expect(id).toBeDefined()
  await world.db.activity.updateMany({ data: { recordedAt: new Date(0) } })
  await world.feeds.duties.sweep()
  await world.drain()
  expect(await world.home(bob)).toEqual(['lost', 'kept'])
})

test('following shows older posts at the next read, before any job', async () => {
  const { alice, bob, carol } = await people()
  await world.post(carol, 'from carol')
  await world.follow(bob, carol)
  await world.post(alice, 'before bob came')
  await world.home(bob)
  await world.drain()
  await world.home(bob)
  await world.drain()
  expect(await isWarm(bob.id)).toBe(true)

  await world.follow(bob, alice)
  expect(await world.home(bob)).toEqual(['before bob came', 'from carol'])
})

test('unfollowing hides posts at the next read, following again shows them', async () => {
  const { alice, bob } = await people()
  await world.follow(bob, alice)
  await world.post(alice, 'one')
  await world.drain()
  await world.feeds.duties.rebuild({ feed: homeFeed(bob.id) })

  await world.unfollow(bob, alice)
  expect(await world.home(bob)).toEqual([])
  await world.post(alice, 'two')
  await world.drain()
  expect(await world.home(bob)).toEqual([])

  await world.follow(bob, alice)
  expect(await world.home(bob)).toEqual(['two', 'one'])
  await world.drain()
  await checkHomes(world, [alice, bob])
})

test('unfollowing hides posts even when the timeline could not be forgotten', async () => {
  const { alice, bob } = await people()
  await world.follow(bob, alice)
  await world.post(alice, 'one')
  await world.drain()
  await world.feeds.duties.rebuild({ feed: homeFeed(bob.id) })

  const away = secondWiring(world, { REDIS_URL: deadRedisUrl })
  await away.feeds.unfollow({ followerId: bob.id, followeeId: alice.id })
  await away.close()
  expect(await isWarm(bob.id)).toBe(true)
  expect(await world.home(bob)).toEqual([])
})

test('a follow while Redis is away shows older posts once the sweeper came by', async () => {
  const { alice, bob } = await people()
  await world.post(bob, 'mine')
  await world.post(alice, 'hers')
  await world.drain()
  await world.feeds.duties.rebuild({ feed: homeFeed(bob.id) })

  const away = secondWiring(world, { REDIS_URL: deadRedisUrl })
  await away.feeds.follow({ followerId: bob.id, followeeId: alice.id })
  await away.close()
  await world.db.$executeRaw`UPDATE activity SET recorded_at = recorded_at - interval '1 minute'`
  await world.feeds.duties.sweep()
  await world.drain()
  expect(await world.home(bob)).toEqual(['hers', 'mine'])
})

test('a deleted post is gone at the next read, before any job', async () => {
  const { alice, bob } = await people()
  await world.follow(bob, alice)
  await world.post(alice, 'stays')
  const postId = await world.post(alice, 'goes')
  await world.drain()
  await world.feeds.duties.rebuild({ feed: homeFeed(bob.id) })
  expect(await world.home(bob)).toEqual(['goes', 'stays'])

  await world.posts.remove({ postId, viewer: alice })
  expect(await world.home(bob)).toEqual(['stays'])
  expect(await world.home(alice)).toEqual(['stays'])
})

test('a page is topped up: 300 newest entries that are gone, and the first page shows the 20 behind them', async () => {
  const { alice, bob } = await people()
  await world.follow(bob, alice)
  const ids = await manyPosts(alice.id, 320)
  await world.drain()
  await world.feeds.duties.rebuild({ feed: homeFeed(bob.id) })
  const gone = ids.slice(20)
  // Without the activities being told: the rules alone must hide them.
  await world.db.post.updateMany({ where: { id: { in: gone } }, data: { deletedAt: new Date() } })

  const page = await world.posts.feed({ feed: homeFeed(bob.id), viewer: bob, limit: 20 })
  expect(page.items.map(({ id }) => id)).toEqual(ids.slice(0, 20).reverse())
  expect(page.nextCursor).toBeNull()
})

test('below the window Postgres goes on: 600 posts, each once, in order', async () => {
  const { alice, bob } = await people()
  await world.follow(bob, alice)
  const ids = await manyPosts(alice.id, 600)
  await world.drain()
  await world.feeds.duties.rebuild({ feed: homeFeed(bob.id) })
  expect(await world.timelines.read(homeFeed(bob.id), { before: null, limit: 1_000 })).toMatchObject({
    ids: { length: limits.timelineLength },
  })
  for (const limit of [20, 33, 100]) {
    expect(await readHome(world, bob, limit)).toEqual(ids.toReversed())
  }
  expect(await readHome(world, alice, 100)).toEqual(ids.toReversed())
})

test('pages neither repeat nor skip while others write', async () => {
  const { alice, bob } = await people()
  await world.follow(bob, alice)
  const ids = await manyPosts(alice.id, 60)
  await world.drain()
  await world.feeds.duties.rebuild({ feed: homeFeed(bob.id) })
  const seen: Id[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof world.posts.feed>> = await world.posts.feed({
      feed: homeFeed(bob.id),
      viewer: bob,
      cursor,
      limit: 7,
    })
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
    const newest = await world.post(alice, 'meanwhile')
    await world.drain()
    // The entry that the cursor stands on may go, too.
    if (seen.length === 21) await world.posts.remove({ postId: seen.at(-1) ?? newest, viewer: alice })
    if (seen.length === 35) await world.timelines.drop([homeFeed(bob.id)])
  } while (cursor !== null)
  expect(seen).toEqual(ids.toReversed())
})

test('a cold feed is answered from Postgres, and warm for the next reader', async () => {
  const { alice, bob } = await people()
  await world.follow(bob, alice)
  await world.post(alice, 'hello')
  await world.drain()
  expect(await isWarm(bob.id)).toBe(false)
  expect(await world.home(bob)).toEqual(['hello'])
  expect(await isWarm(bob.id)).toBe(false)
  expect(await world.drain()).toBe(1)
  expect(await isWarm(bob.id)).toBe(true)
  expect(await world.home(bob)).toEqual(['hello'])
  expect(await world.drain()).toBe(0)
})

test('many reads of a cold feed ask for one rebuild', async () => {
  const { alice } = await people()
  await world.post(alice, 'hello')
  await world.drain()
  await world.timelines.drop([homeFeed(alice.id)])
  await Promise.all(Array.from({ length: 10 }, () => world.home(alice)))
  expect(await world.drain()).toBe(1)
})

test('Redis that lost everything: right at once, and filled again', async () => {
  const { alice, bob } = await people()
  await world.follow(bob, alice)
  await world.post(alice, 'one')
  await world.drain()
  await world.feeds.duties.rebuild({ feed: homeFeed(bob.id) })
  await world.post(alice, 'two')
  await world.redis.flushdb()
  expect(await world.home(bob)).toEqual(['two', 'one'])
  await world.db.$executeRaw`UPDATE activity SET recorded_at = recorded_at - interval '1 minute'`
  await world.feeds.duties.sweep()
  await world.drain()
  expect(await isWarm(bob.id)).toBe(true)
  await checkHomes(world, [alice, bob])
})

test('Redis away: every page is right, from Postgres', async () => {
  const { alice, bob } = await people()
  await world.follow(bob, alice)
  await manyPosts(alice.id, 50)
  const away = secondWiring(world, { REDIS_URL: deadRedisUrl })
  const from = performance.now()
  await checkHomes(away, [alice, bob])
  expect(performance.now() - from).toBeLessThan(5_000)
  await away.close()
})

test('a cursor that is forged, cut or of another kind is refused', async () => {
  const { alice } = await people()
  const forged = [
    'x',
    '%',
    'A'.repeat(22),
    'A'.repeat(21),
    newId(),
    `${'A'.repeat(22)}=`,
    '____________________-_',
    ' ',
  ]
  for (const cursor of forged) {
    const read = world.posts.feed({ feed: homeFeed(alice.id), viewer: alice, cursor })
    await expect(read, cursor).rejects.toMatchObject({ name: 'Invalid', fields: { cursor: 'errors.cursor' } })
  }
})

test('a home feed shows what it says', async () => {
  const { alice, bob } = await people()
  await world.follow(bob, alice)
  await world.post(alice, 'hello @bob #beer')
  const { items } = await world.posts.feed({ feed: homeFeed(bob.id), viewer: bob })
  expect(items.map(textOf)).toEqual(['hello @bob #beer'])
  expect(items[0]).toMatchObject({ author: { handle: alice.handle }, viewer: { canDelete: false } })
  expect(items.map(({ id }) => id)).toEqual(await homeTruth(world, bob.id))
})
