import { beforeEach, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { createFeeds } from '#app/domain/feeds/feeds.server.ts'
import { rebuildJob } from '#app/domain/feeds/jobs.ts'
import { timelineKey } from '#app/domain/feeds/keys.ts'
import { createUncached } from '#app/lib/cache/uncached.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { createWorkers } from '#app/lib/queue-worker.server.ts'
import { handle } from '#jobs/handle.ts'
import { jobsOf } from '#jobs/registry.ts'
import { homeTruth } from '#test/support/checker.ts'
import { createGate } from '#test/support/gate.ts'
import { until } from '#test/support/until.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()
const soon = { withinMs: 20_000, everyMs: 5 }

beforeEach(() => world.redis.flushdb())

/** People who follow one another, with posts, all of it delivered. */
async function community(size: number): Promise<Viewer[]> {
  const people = await Promise.all(Array.from({ length: size }, (_, at) => world.person(`member${at}`)))
  for (const [at, person] of people.entries()) {
    await world.follow(person, ...people.filter((_, other) => other !== at && (other + at) % 3 === 0))
    for (let post = 0; post < 4; post += 1) await world.post(person, `${post} of ${person.handle}`)
  }
  await world.drain()
  return people
}

async function pageOf(viewer: Viewer): Promise<Id[]> {
  return (await world.posts.feed({ feed: homeFeed(viewer.id), viewer, limit: 20 })).items.map(({ id }) => id)
}

const firstPage = async (viewer: Viewer) => (await homeTruth(world, viewer.id)).slice(0, 20)
const isWarm = async ({ id }: Viewer) => (await world.timelines.read(homeFeed(id), { limit: 1 })).state === 'warm'

async function waitingRebuilds(): Promise<number> {
  const queues = await world.queue.inspect()
  return queues.find(({ name }) => name === rebuildJob.queue)?.waiting ?? -1
}

test('a feed that 100 read at once without a timeline is right 100 times, and built once', async () => {
  const [reader] = await community(4)
  if (!reader) throw new Error('there is somebody')
  await world.redis.flushdb()
  const truth = await firstPage(reader)
  expect(truth.length).toBeGreaterThan(4)
  const pages = await Promise.all(Array.from({ length: 100 }, () => pageOf(reader)))
  for (const page of pages) expect(page).toEqual(truth)
  expect(await waitingRebuilds()).toBe(1)
  expect(await world.drain()).toBe(1)
  expect(await isWarm(reader)).toBe(true)
  expect(await pageOf(reader)).toEqual(truth)
  expect(await waitingRebuilds()).toBe(0)
})

test('those who read one feed at once share what is asked of Postgres, and see what was written before they asked', async () => {
  const [reader, author] = await community(2)
  if (!reader || !author) throw new Error('there are two')
  await world.follow(reader, author)
  await world.redis.flushdb()
  const gate = createGate()
  let pulls = 0
  const pull: typeof world.ledger.pull = async (...query) => {
    pulls += 1
    const entries = await world.ledger.pull(...query)
    if (pulls === 1) await gate.pass()
    return entries
  }
  const { timelines, queue, log } = world
  let asked = 0
  const findFollowWindows: typeof world.ledger.findFollowWindows = (ids) =>
    world.ledger.findFollowWindows(ids).finally(() => {
      asked += 1
    })
  const ledger = { ...world.ledger, pull, findFollowWindows }
  const feeds = createFeeds({ ledger, timelines, queue, log, cache: createUncached(), now: () => new Date() })
  const seeActors = async (ids: ReadonlySet<Id>) => ids
  const view = async () => ({
    bumps: true,
    seeActors,
    hydrate: async (entries: readonly { objectId: Id }[]) =>
      new Map(entries.map(({ objectId }) => [objectId, objectId] as const)),
  })
  const read = () => feeds.read({ feed: homeFeed(reader.id), limit: 20, view })
  const early = read()
  await gate.reached
  const id = await world.post(author, 'written while another read')
  const late = Promise.all(Array.from({ length: 50 }, read))
  // Whom one follows is asked for twice a read, the second time just before its entries.
  await until(async () => (asked >= 102 ? true : null), soon)
  await until(async () => true, soon)
  gate.open()
  const topOf = ({ items }: Awaited<typeof early>) => items[0]?.items[0]
  expect(topOf(await early)).not.toBe(id)
  for (const page of await late) expect(topOf(page)).toBe(id)
  expect(pulls).toBeLessThan(10)
})

test('a rebuild that finds its timeline warm changes nothing', async () => {
  const [reader] = await community(3)
  if (!reader) throw new Error('there is somebody')
  const key = timelineKey(homeFeed(reader.id))
  await world.feeds.duties.rebuildAsked({ feed: homeFeed(reader.id) })
  await world.redis.lpop(key)
  const held = await world.redis.llen(key)
  await world.feeds.duties.rebuildAsked({ feed: homeFeed(reader.id) })
  expect(await world.redis.llen(key)).toBe(held)
  await world.redis.del(key)
  await world.feeds.duties.rebuildAsked({ feed: homeFeed(reader.id) })
  expect(await world.redis.llen(key)).toBe(held + 1)
})

test('while many read, Redis is emptied again and again: all pages are right, and all is warm when it is quiet', async () => {
  const people = await community(12)
  const truths = new Map(await Promise.all(people.map(async (one) => [one.id, await firstPage(one)] as const)))
  const { env, log, deadLetters } = world
  const ran: string[] = []
  const workers = await createWorkers({
    redisUrl: env.REDIS_URL,
    concurrency: 4,
    log,
    jobs: jobsOf(world).filter(({ everyMs }) => everyMs === undefined),
    deadLetters,
    onRun: ({ name, outcome }) => ran.push(`${name} ${outcome}`),
    onRedisBack: async () => undefined,
  })
  for (let round = 0; round < 5; round += 1) {
    const reads = people.flatMap((person) =>
      Array.from({ length: 6 }, async () => [person.id, await pageOf(person)] as const),
    )
    await world.redis.flushdb()
    for (const [id, page] of await Promise.all(reads)) expect(page).toEqual(truths.get(id))
  }
  // One more look each: what was emptied last is asked for now.
  await Promise.all(people.map(pageOf))
  await until(async () => ((await Promise.all(people.map(isWarm))).every(Boolean) ? true : null), soon)
  await workers.close()
  expect(ran.filter((run) => !run.endsWith('done'))).toEqual([])
  for (const person of people) expect(await pageOf(person)).toEqual(truths.get(person.id))
  expect(await world.audit({ sample: 1_000, repair: false })).toMatchObject({ checked: people.length, wrong: 0 })
})

test('a post is delivered while rebuilds fill all that their queue gives them', async () => {
  const [author] = await community(2)
  if (!author) throw new Error('there is somebody')
  const { env, log, deadLetters } = world
  const gate = createGate()
  const stuck = handle(rebuildJob, () => gate.pass())(world)
  const others = jobsOf(world).filter(({ name, everyMs }) => name !== stuck.name && everyMs === undefined)
  const jobs = [stuck, ...others]
  const onRedisBack = async () => undefined
  const workers = await createWorkers({ redisUrl: env.REDIS_URL, concurrency: 2, log, jobs, deadLetters, onRedisBack })
  await world.queue.addMany(
    rebuildJob,
    Array.from({ length: 20 }, () => ({ feed: homeFeed(newId()) })),
  )
  await gate.reached
  const id = await world.post(author, 'in time')
  await until(async () => ((await world.ledger.getDelivery(id)) === null ? true : null), soon)
  expect(await waitingRebuilds()).toBeGreaterThan(0)
  gate.open()
  await workers.close()
})
