import { beforeEach, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { createFeeds } from '#app/domain/feeds/feeds.server.ts'
import { limits } from '#app/domain/feeds/types.ts'
import { createUncached } from '#app/lib/cache/uncached.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { secondWiring } from '#test/support/second-wiring.ts'
import { startWorld } from '#test/support/world.ts'

const pullThreshold = 3
const world = startWorld({ FEED_PULL_THRESHOLD: String(pullThreshold) })
let star: Viewer
let fans: Viewer[]

/** A star with as many followers as are written ahead, and warm timelines. */
beforeEach(async () => {
  star = await world.person('star')
  fans = await Promise.all(Array.from({ length: pullThreshold }, (_, at) => world.person(`fan ${at}`)))
  for (const fan of fans) await world.follow(fan, star)
  await world.post(star, 'zero')
  await world.drain()
  for (const fan of fans) await rebuild(fan)
})

const rebuild = (fan: Viewer) => world.feeds.duties.rebuild({ feed: homeFeed(fan.id) })
const pulled = () => world.ledger.findPulledActors()
/** Ids of a home timeline, or null when it is cold. */
async function heldBy(person: Viewer): Promise<readonly Id[] | null> {
  const slice = await world.timelines.read(homeFeed(person.id), { limit: 100 })
  return slice.state === 'warm' ? slice.ids : null
}
/** One follower too many, and a post that finds that. */
async function enter(): Promise<void> {
  const another = await world.person('another')
  await world.follow(another, star)
  fans.push(another)
  await world.post(star, 'one')
  await world.drain()
}
/** As if whoever is pulled had been so for so long. */
const age = (minutes: number) =>
  world.db.$executeRaw`UPDATE pulled_author SET since = since - make_interval(mins => ${minutes})`
/** A worker's feeds, on another clock. */
function workerAt(minutes: () => number, over: Partial<typeof world.timelines> = {}) {
  const { ledger, queue, log, cache } = world
  const timelines = { ...world.timelines, ...over }
  const now = () => new Date(Date.now() + minutes() * 60_000)
  return createFeeds({
    ledger,
    timelines,
    queue,
    log,
    cache: { ...createUncached(), write: cache.write },
    now,
    pullThreshold,
  })
}

test('up to the threshold an author is written ahead', async () => {
  const id = await world.post(star, 'one')
  await world.drain()
  for (const fan of fans) expect((await heldBy(fan))?.[0]).toBe(id)
  expect(await pulled()).not.toContain(star.id)
})

test('above it the author is merged at read: followers see it, and timelines get nothing but the own', async () => {
  await enter()
  expect(await pulled()).toContain(star.id)
  const id = await world.post(star, 'two')
  await world.drain()
  expect((await heldBy(star))?.length ?? 0).toBe(0)
  for (const fan of fans.slice(0, pullThreshold)) expect(await heldBy(fan)).toHaveLength(1)
  for (const fan of fans) expect(await world.home(fan)).toEqual(['two', 'one', 'zero'])
  await rebuild(star)
  const three = await world.post(star, 'three')
  await world.drain()
  expect((await heldBy(star))?.slice(0, 2)).toEqual([three, id])
})

test('another process knows at once', async () => {
  const other = secondWiring(world)
  const home = async (fan: Viewer) => {
    const page = await other.posts.feed({ feed: homeFeed(fan.id), viewer: fan, limit: 5 })
    return page.items.length
  }
  const [fan] = fans
  if (!fan) throw new Error('no fan')
  expect(await home(fan)).toBe(1)
  await enter()
  await world.post(star, 'two')
  await world.drain()
  expect(await home(fan)).toBe(3)
  await other.close()
})

test('who died between entering and telling has it told by the next delivery', async () => {
  const [fan] = fans
  if (!fan) throw new Error('no fan')
  expect(await world.home(fan)).toEqual(['zero'])
  // Nobody was told.
  await world.db.pulledAuthor.create({ data: { actorId: star.id } })
  await world.post(star, 'one')
  await world.drain()
  expect(await world.home(fan)).toEqual(['one', 'zero'])
  expect(await heldBy(fan)).toHaveLength(1)
})

test('once all know, a timeline is built without the author, and pages are the same', async () => {
  await enter()
  const [fan] = fans
  if (!fan) throw new Error('no fan')
  const own = await world.post(fan, 'mine')
  await rebuild(fan)
  expect(await heldBy(fan)).toHaveLength(3)
  await age(10)
  await rebuild(fan)
  expect(await heldBy(fan)).toEqual([own])
  expect(await world.home(fan)).toEqual(['mine', 'one', 'zero'])
})

test('an author who loses followers is written ahead again, and nothing is missing', async () => {
  await enter()
  await age(10)
  const [stays] = fans
  if (!stays) throw new Error('no fan')
  const own = await world.post(stays, 'mine')
  await rebuild(stays)
  expect(await heldBy(stays)).toEqual([own])
  for (const fan of fans.slice(1, 3)) await world.unfollow(fan, star)
  let minutes = 0
  const worker = workerAt(() => minutes)
  // Not within the hour.
  await worker.duties.reviewAuthors()
  expect(await world.ledger.findLeaving()).toEqual([])
  minutes = 120
  await worker.duties.reviewAuthors()
  // Forgotten, and merged still: a read may be under way.
  expect([await heldBy(stays), (await pulled()).includes(star.id)]).toEqual([null, true])
  const two = await world.post(star, 'two')
  await world.drain()
  expect(await world.home(stays)).toEqual(['two', 'mine', 'one', 'zero'])
  await world.drain()
  expect((await heldBy(stays))?.[0]).toBe(two)
  await worker.duties.reviewAuthors()
  expect(await pulled()).toContain(star.id)
  minutes += 1
  await worker.duties.reviewAuthors()
  expect(await pulled()).not.toContain(star.id)
  await world.post(star, 'three')
  await world.drain()
  expect(await world.home(stays)).toEqual(['three', 'two', 'mine', 'one', 'zero'])
})

test('a review that dies is taken up by the next one, also by another worker', async () => {
  await enter()
  await age(120)
  for (const fan of fans.slice(1)) await world.unfollow(fan, star)
  const dying = workerAt(() => 0, { drop: () => Promise.reject(new Error('killed')) })
  await expect(dying.duties.reviewAuthors()).rejects.toThrow('killed')
  expect(await pulled()).toContain(star.id)
  let minutes = 0
  const worker = workerAt(() => minutes)
  await worker.duties.reviewAuthors()
  // Redis was away: what was forgotten may be there again, and is forgotten once more.
  await worker.duties.reopen()
  minutes = 1
  await worker.duties.reviewAuthors()
  expect(await pulled()).toContain(star.id)
  minutes = 2
  await worker.duties.reviewAuthors()
  expect(await pulled()).not.toContain(star.id)
})

test('a late review does not end what another has begun anew', async () => {
  await enter()
  await age(120)
  for (const fan of fans.slice(1)) await world.unfollow(fan, star)
  let minutes = 0
  const worker = workerAt(() => minutes)
  await worker.duties.reviewAuthors()
  await world.ledger.enterPulled(star.id)
  minutes = 10
  await worker.duties.reviewAuthors()
  expect(await pulled()).toContain(star.id)
})

test('an author whom the walk finds to have too many followers enters then; who was reached keeps it', async () => {
  const author = newId()
  const followers = Array.from({ length: limits.fanOutChunk + 2 }, () => newId()).sort()
  const createdAt = new Date()
  await world.feeds.followMany({
    follows: followers.map((followerId) => ({ followerId, followeeId: author, createdAt })),
  })
  const reached: number[] = []
  const { ledger, queue, log } = world
  const timelines = {
    ...world.timelines,
    push: async (_: Id, feeds: readonly unknown[]) => {
      reached.push(feeds.length)
    },
  }
  const now = () => new Date()
  const deps = { ledger, timelines, queue, log, cache: createUncached(), now }
  const publish = async () => {
    await world.feeds.transaction((_, { publish: record }) =>
      record({ actorId: author, verb: 'post', objectId: newId() }),
    )
    const [row] = await world.db.activity.findMany({ where: { actorId: author }, orderBy: { id: 'desc' }, take: 1 })
    return row?.id ?? ''
  }
  const first = await publish()
  const { duties } = createFeeds({ ...deps, pullThreshold: limits.fanOutChunk + 1 })
  await duties.fanOut({ activityId: first })
  await duties.settled()
  expect(reached.reduce((sum, count) => sum + count, 0)).toBe(1 + limits.fanOutChunk)
  expect([await ledger.getDelivery(first), (await pulled()).includes(author)]).toEqual([null, true])
  reached.length = 0
  await createFeeds({ ...deps, pullThreshold: limits.fanOutChunk + 1 }).duties.fanOut({ activityId: await publish() })
  expect(reached).toEqual([1])
})

test('while deliveries are late more authors are merged, and while they are very late no timeline is built', async () => {
  const author = newId()
  const createdAt = new Date()
  const follows = Array.from({ length: 1_001 }, () => ({ followerId: newId(), followeeId: author, createdAt }))
  await world.feeds.followMany({ follows })
  const { ledger, timelines, queue, log } = world
  const [fan] = fans
  if (!fan) throw new Error('no fan')
  let minutes = 0
  const now = () => new Date(Date.now() + minutes * 60_000)
  const feeds = createFeeds({ ledger, timelines, queue, log, cache: createUncached(), now, pullThreshold: 5_000 })
  const deliver = async () => {
    const [id] = await world.feeds.transaction((_, { publish }) =>
      publish({ actorId: author, verb: 'post', objectId: newId() }),
    )
    await feeds.duties.fanOut({ activityId: id ?? '' })
  }
  await deliver()
  expect(await pulled()).not.toContain(author)
  // One that waits, as old as the clock says.
  await world.feeds.transaction((_, { publish }) => publish({ actorId: fan.id, verb: 'post', objectId: newId() }))
  minutes = 1
  await deliver()
  expect(await pulled()).toContain(author)
  await timelines.drop([homeFeed(fan.id)])
  minutes = 6
  await feeds.duties.rebuildAsked({ feed: homeFeed(fan.id) })
  expect(await heldBy(fan)).toBeNull()
  minutes = 2
  await feeds.duties.rebuildAsked({ feed: homeFeed(fan.id) })
  expect(await heldBy(fan)).not.toBeNull()
})
