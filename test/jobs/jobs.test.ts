import { Queue } from 'bullmq'
import { beforeEach, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { auditJob, fanOutJob, purgeJob, rebuildJob, reviewAuthorsJob, sweepJob } from '#app/domain/feeds/jobs.ts'
import { reviewBestJob } from '#app/domain/levels/jobs.ts'
import { processMediaJob, sweepMediaJob } from '#app/domain/media/jobs.ts'
import { publishDueJob } from '#app/domain/posts/drafts/jobs.ts'
import { linkCardJob, sweepLinkCardsJob } from '#app/domain/posts/link-cards/jobs.ts'
import { endPollsJob } from '#app/domain/posts/polls/jobs.ts'
import { recoverCacheJob } from '#app/lib/cache/jobs.ts'
import { newId } from '#app/lib/id.ts'
import { defineJob, type QueueName } from '#app/lib/job.ts'
import { queuePrefix } from '#app/lib/queue.server.ts'
import { createWorkers } from '#app/lib/queue-worker.server.ts'
import { jobsOf } from '#jobs/registry.ts'
import { checkHomes } from '#test/support/checker.ts'
import { until } from '#test/support/until.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()
let alice: Viewer
let bob: Viewer
let payloads: Record<string, unknown>

beforeEach(async () => {
  await world.redis.flushdb()
  alice = await world.person('alice')
  bob = await world.person('bob')
  await world.follow(bob, alice)
  await world.post(alice, 'first')
  await world.drain()
  await world.feeds.duties.rebuild({ feed: homeFeed(bob.id) })
  const activityId = await world.post(alice, 'second')
  payloads = {
    [fanOutJob.name]: { activityId },
    [rebuildJob.name]: { feed: homeFeed(bob.id) },
    [sweepJob.name]: {},
    [auditJob.name]: {},
    [reviewAuthorsJob.name]: {},
    [purgeJob.name]: {},
    [recoverCacheJob.name]: {},
    [linkCardJob.name]: { key: 'k'.repeat(43) },
    [sweepLinkCardsJob.name]: {},
    [processMediaJob.name]: { mediaId: newId() },
    [sweepMediaJob.name]: {},
    [publishDueJob.name]: {},
    [endPollsJob.name]: {},
    [reviewBestJob.name]: {},
  }
})

async function run(name: string): Promise<void> {
  const job = jobsOf(world).find((known) => known.name === name)
  await job?.run(payloads[name])
  await world.feeds.duties.settled()
}

/** Everything that jobs may write, but for when it was. */
async function state() {
  const activities = await world.db.activity.findMany({ orderBy: { id: 'asc' } })
  const timelines = await Promise.all(
    [alice, bob].map(({ id }) => world.timelines.read(homeFeed(id), { before: null, limit: 50 })),
  )
  return {
    activities: activities.map(({ fannedOutAt, ...rest }) => ({ ...rest, isFannedOut: fannedOutAt !== null })),
    timelines,
    follows: await world.db.follow.findMany(),
    posts: await world.db.post.findMany({ orderBy: { id: 'asc' } }),
  }
}

/** The queue, to be looked at. */
function queueOf(name: QueueName = 'feeds'): Queue {
  return new Queue(name, { connection: world.redis, prefix: queuePrefix })
}

const startWorkers = (jobs = jobsOf(world), onRedisBack = async () => {}) =>
  createWorkers({
    redisUrl: world.env.REDIS_URL,
    concurrency: 2,
    log: world.log,
    jobs,
    deadLetters: world.deadLetters,
    onRedisBack,
    scheduleAgainMs: 50,
  })

test('every job of the registry is tested here', () => {
  expect(
    jobsOf(world)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(Object.keys(payloads).sort())
})

test('every job run twice, and twice at once, leaves what one run leaves', async () => {
  for (const name of Object.keys(payloads)) {
    await run(name)
    const once = await state()
    await run(name)
    expect(await state(), `${name} twice`).toEqual(once)
    await Promise.all([run(name), run(name), run(name)])
    expect(await state(), `${name} at once`).toEqual(once)
  }
  await world.drain()
  await checkHomes(world, [alice, bob])
})

test('all jobs at once end in the truth', async () => {
  await Promise.all(Object.keys(payloads).flatMap((name) => [run(name), run(name)]))
  await world.drain()
  await checkHomes(world, [alice, bob])
})

test('a job about what is gone does nothing', async () => {
  await world.feeds.duties.fanOut({ activityId: newId() })
  await world.feeds.duties.rebuild({ feed: homeFeed(newId()) })
})

test('a job that fails for now runs again, and then it is over', async () => {
  let runs = 0
  const flaky = {
    name: 'test.flaky',
    queue: 'feeds' as const,
    run: async () => {
      runs += 1
      if (runs < 2) throw new Error('not yet')
    },
  }
  const contract = contractOf(flaky.name)
  const workers = await startWorkers([flaky, { ...flaky, name: fanOutJob.name, run: async () => undefined }])
  await world.queue.add(contract, {})
  await until(async () => (runs === 2 ? runs : null), { withinMs: 10_000, everyMs: 20 })
  await workers.close()
  const queue = queueOf()
  expect(await queue.getJobCounts('wait', 'delayed', 'failed', 'completed')).toMatchObject({
    wait: 0,
    delayed: 0,
    failed: 0,
  })
  await queue.close()
})

test('while a job waits, the same again is one; after it failed for good, it may be asked for again', async () => {
  const queue = queueOf()
  const contract = { ...contractOf('test.once'), attempts: 1, dedupe: () => 'same' }
  await world.queue.addMany(contract, [{}, {}, {}])
  await world.queue.add(contract, {})
  expect(await queue.getWaitingCount()).toBe(2)

  const fails = { name: 'test.once', queue: 'feeds' as const, run: () => Promise.reject(new Error('no')) }
  const workers = await startWorkers([fails, { ...fails, name: fanOutJob.name, run: async () => undefined }])
  await until(async () => ((await world.deadLetters.count()) === 1 ? true : null), { withinMs: 10_000, everyMs: 20 })
  await workers.close()
  await world.queue.add(contract, {})
  expect(await queue.getWaitingCount()).toBe(1)
  await queue.close()
})

test('what comes in bulk lets single jobs pass', async () => {
  const [bulk, single] = [contractOf('test.bulk'), contractOf('test.single')]
  await world.queue.addMany(bulk, [{}, {}], { isBulk: true })
  await world.queue.add(single, {})
  const ran: string[] = []
  const jobs = [bulk, single].map(({ name, queue }) => ({ name, queue, run: async () => void ran.push(name) }))
  const workers = await startWorkers(jobs)
  await until(async () => (ran.length === 3 ? true : null), { withinMs: 10_000, everyMs: 20 })
  await workers.close()
  expect(ran[0]).toBe(single.name)
})

test('the sweep runs by itself, once however many workers there are, and again after Redis lost everything', async () => {
  const queue = queueOf(sweepJob.queue)
  const [first, second] = [await startWorkers(), await startWorkers()]
  const sweeps = async () => (await queue.getJobSchedulers()).filter(({ key }) => key === sweepJob.name)
  expect(await sweeps()).toMatchObject([{ every: 5_000 }])
  await world.redis.flushdb()
  const scheduled = async () => ((await sweeps()).length === 1 ? true : null)
  await until(scheduled, { withinMs: 10_000, everyMs: 20 })
  await Promise.all([first.close(), second.close()])
  await queue.close()
})

function contractOf(name: string) {
  return defineJob({ ...sweepJob, queue: 'feeds', name, attempts: 3 })
}
