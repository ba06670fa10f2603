import { Queue } from 'bullmq'
import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { fanOutJob, rebuildJob } from '#app/domain/feeds/jobs.ts'
import { Conflict, NotFound } from '#app/lib/errors.ts'
import { newId } from '#app/lib/id.ts'
import { defineJob, type QueueName } from '#app/lib/job.ts'
import { queuePrefix } from '#app/lib/queue.server.ts'
import { createWorkers } from '#app/lib/queue-worker.server.ts'
import { createWiring } from '#app/wiring.server.ts'
import { handle } from '#jobs/handle.ts'
import { jobsOf } from '#jobs/registry.ts'
import { createProxy } from '#test/support/proxy.ts'
import { until } from '#test/support/until.ts'
import { spawnWorker } from '#test/support/worker-process.ts'
import { startWorld } from '#test/support/world.ts'
import { aborts, stands } from './poison.ts'

const world = startWorld()
const soon = { withinMs: 15_000, everyMs: 20 }

beforeEach(async () => {
  await world.redis.flushdb()
  await world.db.deadLetter.deleteMany()
})

/** Workers of the app's own jobs and those given, for as long as the scope lasts. */
async function workers(extra: Parameters<typeof createWorkers>[0]['jobs'] = [], wiring = world) {
  const { env, log, deadLetters } = wiring
  const own = jobsOf(world).filter(({ name }) => !extra.some((one) => one.name === name))
  const jobs = [...extra, ...own]
  const onRedisBack = async () => undefined
  const running = await createWorkers({ redisUrl: env.REDIS_URL, concurrency: 4, log, deadLetters, jobs, onRedisBack })
  return { [Symbol.asyncDispose]: () => running.close() }
}

const queueOf = (name: QueueName) => new Queue(name, { connection: world.redis, prefix: queuePrefix })
const feedsQueue = () => queueOf('feeds')
const letters = () => world.deadLetters.list({ cursor: null, limit: 100 }).then((page) => page.letters)
const untilDead = (count: number) =>
  until(async () => ((await world.deadLetters.count()) >= count ? letters() : null), soon)

async function unfinished() {
  return world.ledger.findUnfinished({ recordedBefore: new Date(Date.now() + 60_000), limit: 1_000 })
}

test('what is no valid job is given up at once, once each, and holds up nothing', async () => {
  const queue = feedsQueue()
  const options = { attempts: 5 }
  await queue.add(fanOutJob.name, { activityId: 'not an id' }, options)
  await queue.add(rebuildJob.name, {}, options)
  await queue.add(rebuildJob.name, { feed: homeFeed(newId()), v: 2 }, options)
  await queue.add('feeds.unknown', { password: 'p4ss', odd: 'nul \0 half \ud800' }, options)
  await queue.add('feeds.unknown', { password: 'p4ss', odd: 'nul \0 half \ud800' }, options)
  await queue.add('feeds.unknown', 'x'.repeat(3_000_000), options)
  await world.redis.lpush(`${queuePrefix}:feeds:wait`, 'an id without a job')
  const alice = await world.person('alice')
  await world.post(alice, 'on its way')
  await using _ = await workers()
  const dead = await untilDead(6)
  await until(async () => ((await unfinished()).length === 0 ? true : null), soon)
  expect(dead.map(({ name, deaths }) => [name, deaths]).sort()).toEqual([
    ['feeds.fan-out', 1],
    ['feeds.rebuild', 1],
    ['feeds.rebuild', 1],
    ['feeds.unknown', 1],
    ['feeds.unknown', 2],
    ['unknown', 1],
  ])
  expect(dead.map(({ error }) => error)).toContainEqual(expect.stringContaining('version 2'))
  expect(dead.map(({ payload }) => payload)).toContainEqual({ password: '[secret]', odd: 'nul \ufffd half \ufffd' })
  expect(dead.map(({ payload }) => payload)).toContainEqual(
    expect.objectContaining({ note: 'left out: 3000002 bytes' }),
  )
  // The ledger knows that a delivery ended a moment before its queue does.
  await until(async () => {
    const counts = await queue.getJobCounts('failed', 'wait', 'delayed', 'active')
    return Object.values(counts).every((count) => count === 0) ? true : null
  }, soon)
  await queue.close()
})

test('a fan-out that always fails is set aside, replayed by an admin, and delivered', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  await world.follow(bob, alice)
  await world.drain()
  await world.feeds.duties.rebuild({ feed: homeFeed(bob.id) })
  const activityId = await world.post(alice, 'poisoned')
  await world.redis.flushdb()
  const failing = handle({ ...fanOutJob }, () => Promise.reject(new Error('no luck')))(world)
  {
    await using _ = await workers([failing])
    await world.queue.add({ ...fanOutJob, attempts: 2 }, { activityId })
    const [letter] = await untilDead(1)
    expect(letter).toMatchObject({ key: activityId, payload: { activityId }, error: 'Error: no luck', deaths: 1 })
  }
  expect(await unfinished()).not.toContain(activityId)
  expect(await world.feeds.duties.sweep()).toBe(0)

  const [letter] = await letters()
  await world.deadLetters.replay({ id: letter?.id ?? '' })
  expect(await letters()).toEqual([])
  expect(await unfinished()).toContain(activityId)
  await world.drain()
  expect(await world.home(bob)).toContain('poisoned')
  expect(await unfinished()).not.toContain(activityId)
})

test('a fan-out that is discarded stays set aside', async () => {
  const activityId = await world.post(await world.person('alice'), 'gone')
  await world.deadLetters.bury(deathOf(fanOutJob.name, activityId, { activityId }))
  const [letter] = await letters()
  await world.deadLetters.discard({ id: letter?.id ?? '' })
  await expect(world.deadLetters.discard({ id: letter?.id ?? '' })).rejects.toThrow(NotFound)
  await expect(world.deadLetters.replay({ id: letter?.id ?? '' })).rejects.toThrow(NotFound)
  expect(await letters()).toEqual([])
  expect(await unfinished()).not.toContain(activityId)
})

test('a job that hangs is cut off, counts as failed, and others go on meanwhile', async () => {
  const payload = z.object({})
  const hangs = defineJob({ name: 'test.hangs', queue: 'feeds', payload, attempts: 2, withinMs: 200 })
  let runs = 0
  const hanging = handle(hangs, () => {
    runs += 1
    return new Promise(() => undefined)
  })(world)
  await using _ = await workers([hanging])
  await world.queue.addMany(hangs, [{}, {}, {}])
  const alice = await world.person('alice')
  await world.post(alice, 'others')
  await until(async () => ((await unfinished()).length === 0 ? true : null), soon)
  const [letter] = await untilDead(1)
  expect(letter?.error).toContain('did not end within 0.2 s')
  await until(async () => (runs === 6 ? true : null), soon)
})

test('a job that kills its workers is tried again twice after its third kill, and one beside it is not lost', async () => {
  await world.queue.add(aborts, { key: 'killer' })
  await world.queue.add(stands, { key: 'bystander' })
  const seen = new Set<string>()
  let kills = 0
  while ((await world.deadLetters.count()) === 0) {
    await using worker = spawnWorker(world, {}, 'test/jobs/poisoned-worker.ts')
    const gaveUp = until(async () => ((await world.deadLetters.count()) > 0 ? true : null), {
      withinMs: 60_000,
      everyMs: 50,
    })
    const isKilled = await Promise.race([worker.exited.then(() => true), gaveUp.then(() => false)])
    if (isKilled) kills += 1
    for (const { key, deaths, isDead } of await letters()) seen.add(`${key} ${deaths} ${isDead ? 'dead' : 'lost'}`)
  }
  expect(kills).toBe(9)
  expect([...seen]).toEqual(expect.arrayContaining(['killer 1 lost', 'killer 2 lost']))
  await using _worker = spawnWorker(world, {}, 'test/jobs/poisoned-worker.ts')
  await until(async () => ((await world.redis.llen('done')) > 0 ? true : null), { withinMs: 30_000, everyMs: 50 })
  // Killed after it was done and before that was noted, the other one runs once more, after its rest.
  const left = await until(async () => ((await letters()).length === 1 ? letters() : null), {
    withinMs: 60_000,
    everyMs: 50,
  })
  expect(left).toMatchObject([
    { key: 'killer', deaths: 3, isDead: true, error: expect.stringContaining('lost its worker 9 times') },
  ])
}, 200_000)

test('while Postgres is away nothing is given up, and nothing is lost', async () => {
  const proxy = await createProxy(world.env.DATABASE_URL)
  const other = createWiring({ env: { ...world.env, DATABASE_URL: proxy.url }, role: 'worker' })
  const queue = feedsQueue()
  proxy.cut()
  {
    await using _ = await workers([], { ...world, ...other })
    await queue.add('feeds.unknown', { a: 1 })
    await until(async () => ((await queue.getDelayedCount()) > 0 ? true : null), soon)
    expect(await world.deadLetters.count()).toBe(0)
    proxy.restore()
    expect(await untilDead(1)).toMatchObject([{ name: 'feeds.unknown', payload: { a: 1 } }])
  }
  await other.close()
  await proxy.end()
  await queue.close()
})

test('a job that this version does not know is not replayed; the others are, from the first on', async () => {
  const feeds = Array.from({ length: 3 }, () => homeFeed(newId()))
  for (const feed of feeds) await world.deadLetters.bury(deathOf(rebuildJob.name, feed, { feed }))
  await world.deadLetters.bury(deathOf('feeds.unknown', 'k', {}))
  await world.deadLetters.bury({ ...deathOf('test.lost', 'k', {}), isLost: true })
  const unknown = (await letters()).find(({ name }) => name === 'feeds.unknown')
  await expect(world.deadLetters.replay({ id: unknown?.id ?? '' })).rejects.toThrow(Conflict)
  expect(await world.deadLetters.replayAll()).toEqual({ replayed: 3, refused: 1 })
  expect((await letters()).map(({ name }) => name).sort()).toEqual(['feeds.unknown', 'test.lost'])
  const queue = queueOf(rebuildJob.queue)
  expect((await queue.getWaiting()).map(({ data }) => data.feed).sort()).toEqual([...feeds].sort())
  await queue.close()
})

test('without Redis a letter that is replayed stays', async () => {
  const other = createWiring({ env: { ...world.env, REDIS_URL: 'redis://127.0.0.1:1' }, role: 'web' })
  const feed = homeFeed(newId())
  await other.deadLetters.bury(deathOf(rebuildJob.name, feed, { feed }))
  const [letter] = await letters()
  await expect(other.deadLetters.replay({ id: letter?.id ?? '' })).rejects.toThrow()
  expect(await letters()).toMatchObject([{ id: letter?.id }])
  await other.close()
})

test('the letters are paged, the last that died first, while others die', async () => {
  for (let at = 0; at < 7; at += 1) await world.deadLetters.bury(deathOf('feeds.unknown', `k${at}`, { at }))
  const keys: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof world.deadLetters.list>> = await world.deadLetters.list({ cursor, limit: 3 })
    keys.push(...page.letters.map(({ key }) => key))
    cursor = page.nextCursor
    await world.deadLetters.bury(deathOf('feeds.unknown', `later ${keys.length}`, {}))
  } while (cursor)
  expect(keys).toHaveLength(7)
  expect(new Set(keys)).toEqual(new Set(['k0', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6']))
  await expect(world.deadLetters.list({ cursor: '1.x', limit: 3 })).rejects.toThrow('cursor')
})

test('a payload past 8 KB is refused where it is added', async () => {
  const payload = z.object({ text: z.string() })
  const big = defineJob({ name: 'test.big', queue: 'feeds', payload, attempts: 1 })
  await expect(world.queue.add(big, { text: 'x'.repeat(9_000) })).rejects.toThrow(RangeError)
  await expect(world.queue.addMany(big, [{ text: '' }, { text: 'x'.repeat(9_000) }])).rejects.toThrow(RangeError)
  expect((await world.queue.inspect()).filter(({ waiting }) => waiting > 0)).toEqual([])
})

test('the queues tell what waits, and since when', async () => {
  await world.queue.addMany(rebuildJob, [{ feed: 'home:a' }, { feed: 'home:b' }], { isBulk: true })
  const addedAt = Date.now()
  await until(async () => (Date.now() > addedAt + 30 ? true : null), soon)
  const rebuilds = async () => (await world.queue.inspect()).find(({ name }) => name === rebuildJob.queue)
  const now = await rebuilds()
  expect(now).toMatchObject({ waiting: 2, active: 0, delayed: 0 })
  expect(now?.oldestWaitingMs).toBeGreaterThanOrEqual(30)
  await world.redis.flushdb()
  expect(await rebuilds()).toMatchObject({ waiting: 0, oldestWaitingMs: 0 })
})

function deathOf(name: string, key: string, payload: unknown) {
  return { queue: 'feeds', name, key, payload, error: new Error('dead'), isLost: false }
}
