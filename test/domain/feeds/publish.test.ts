import { expect, test } from 'vitest'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { limits } from '#app/domain/feeds/types.ts'
import { newId } from '#app/lib/id.ts'
import { checkHomes } from '#test/support/checker.ts'
import { deadRedisUrl, secondWiring } from '#test/support/second-wiring.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()

test('work that fails leaves neither its rows nor its activity, and asks for no job', async () => {
  const alice = await world.person('alice')
  const id = newId()
  const work = world.feeds.transaction(async (tx, { publish }) => {
    await tx.post.create({ data: { id, authorId: alice.id, text: 'never', createdAt: new Date() } })
    await publish({ id, actorId: alice.id, verb: 'post', objectId: id })
    throw new Error('changed my mind')
  })
  await expect(work).rejects.toThrow('changed my mind')
  expect(await world.db.post.count({ where: { id } })).toBe(0)
  expect(await world.db.activity.count({ where: { id } })).toBe(0)
  expect(await world.drain()).toBe(0)
})

test('a post and its activity are one', async () => {
  const alice = await world.person('alice')
  const id = await world.post(alice, 'hello #Beer')
  const rows = await world.db.activity.findMany({ where: { objectId: id }, include: { addresses: true } })
  expect(rows).toMatchObject([
    { id, actorId: alice.id, verb: 'post', foreignId: `post:${id}`, addresses: [{ feed: 'tag:beer' }] },
  ])
  await world.drain()
  expect(await world.db.activity.count({ where: { id, fannedOutAt: null } })).toBe(0)
})

test('an activity that is too large, or addressed to too many, is refused whole', async () => {
  const base = { actorId: newId(), verb: 'test', objectId: newId() }
  const large = world.feeds.transaction((_, { publish }) => publish({ ...base, data: { text: 'x'.repeat(5_000) } }))
  await expect(large).rejects.toMatchObject({ name: 'Invalid' })
  const to = Array.from({ length: limits.maxAddresses + 1 }, (_, n) => `tag:${n}` as const)
  await expect(world.feeds.transaction((_, { publish }) => publish({ ...base, to }))).rejects.toMatchObject({
    name: 'Invalid',
  })
  expect(await world.db.activity.count({ where: { verb: 'test' } })).toBe(0)
})

test('authors see their own posts at once, with no worker', async () => {
  const alice = await world.person('alice')
  await world.post(alice, 'first')
  await world.home(alice)
  await world.drain()
  await world.post(alice, 'second')
  expect(await world.home(alice)).toEqual(['second', 'first'])
})

test('and though their own timeline has lost what they did', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  const ids = [await world.post(alice, 'first'), await world.post(bob, 'by bob')]
  await world.home(alice)
  await world.drain()
  ids.push(await world.post(alice, 'second'))
  await world.posts.repost({ postId: ids[1] ?? '', viewer: alice })
  await world.timelines.drop([homeFeed(alice.id)])
  await world.timelines.fill(homeFeed(alice.id), await world.timelines.open(homeFeed(alice.id)), ids.slice(0, 1))
  expect(await world.home(alice)).toEqual(['by bob', 'second', 'first'])
  expect(await world.home(alice, 2)).toEqual(['by bob', 'second'])
})

test('what was never enqueued is found by the sweeper', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  await world.follow(bob, alice)
  await world.post(alice, 'before')
  await world.home(bob)
  await world.drain()
  const lost = secondWiring(world, { REDIS_URL: deadRedisUrl })
  await lost.posts.create({ author: alice, input: { text: 'while redis was away' } })
  await lost.close()
  expect(await world.drain()).toBe(0)
  expect(await world.home(bob)).toEqual(['before'])

  await world.db.$executeRaw`UPDATE activity SET recorded_at = recorded_at - interval '1 minute'`
  expect(await world.feeds.duties.sweep()).toBe(1)
  await world.feeds.duties.sweep()
  expect(await world.drain()).toBe(1)
  expect(await world.home(bob)).toEqual(['while redis was away', 'before'])
  expect(await world.feeds.duties.sweep()).toBe(0)
  await checkHomes(world, [alice, bob])
})

test('the sweeper leaves alone what is on its way', async () => {
  const alice = await world.person('alice')
  await world.post(alice, 'just now')
  expect(await world.feeds.duties.sweep()).toBe(0)
  await world.drain()
})

test('posting while Redis is away takes no longer than a person waits', async () => {
  const alice = await world.person('alice')
  const away = secondWiring(world, { REDIS_URL: deadRedisUrl })
  const from = performance.now()
  // The first write without Redis waits until no process trusts what it has cached (docs/decisions/010).
  await away.posts.create({ author: alice, input: { text: 'patience' } })
  expect(performance.now() - from).toBeLessThan(5_000)
  const page = await away.posts.feed({ feed: homeFeed(alice.id), viewer: alice })
  expect(page.items).toHaveLength(1)
  await away.close()
})
