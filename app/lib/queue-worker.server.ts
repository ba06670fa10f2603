import { Queue, Worker } from 'bullmq'
import { type QueueName, queueNames } from './job.ts'
import { createJobRunner, type RunnableJob, type RunnerOptions } from './job-runner.server.ts'
import type { Logger } from './log.server.ts'
import { queuePrefix } from './queue.server.ts'
import { connectPatientRedis, type RedisClient } from './redis.server.ts'

export type WorkerOptions = RunnerOptions & {
  redisUrl: string
  /** Jobs of one queue that this process runs at once; of `rebuilds` half as many, of `media` one. */
  concurrency: number
  /** Runs at the start and whenever Redis answers again after it was away. */
  onRedisBack: () => Promise<unknown>
  /** How often schedules are looked after. */
  scheduleAgainMs?: number
  /** How long a job keeps its lock unrenewed, and how often lost locks are looked for. */
  stalling?: { lockDuration: number; stalledInterval: number }
}

// A killed worker's job is taken up by another when its lock has run out and the next check finds that: within 9 s.
// A live worker renews its locks every half of that time; one that is kept from it for so long makes a job run twice,
// which every job may. A kill costs a job none of its attempts; BullMQ would drop a job past `maxStalledCount`, where the
// job runner gives it up.
const usualStalling = { lockDuration: 6_000, stalledInterval: 3_000 }
const maxStalledCount = 1_000_000

/** What holds for jobs whose producer did not say so. */
const leaving = { removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } }

/** Workers on every queue, running. Returns once Redis answered. */
export async function createWorkers(options: WorkerOptions) {
  const { redisUrl, concurrency, log, jobs, onRedisBack, scheduleAgainMs = 15_000, stalling = usualStalling } = options
  const redis = connectPatientRedis(redisUrl, log)
  const run = createJobRunner(options)

  const workers = queueNames.map((name) => {
    const atOnce = atOnceOf(name, concurrency)
    const limits = { concurrency: atOnce, ...stalling, maxStalledCount }
    const settings = { connection: redis, prefix: queuePrefix, ...limits, ...leaving }
    const worker = new Worker(name, run, settings)
    worker.on('failed', (job, error) => {
      const fields = { jobId: job?.id, jobName: job?.name, attempt: job?.attemptsMade, err: error }
      log.error(fields, 'a job failed')
    })
    worker.on('stalled', (jobId) => log.warn({ jobId }, 'a job lost its worker and runs again'))
    worker.on('error', (error) => log.warn({ err: error.message }, 'a worker had trouble'))
    return worker
  })
  await Promise.all(workers.map((worker) => worker.waitUntilReady()))
  const scheduler = createScheduler(redis, log, jobs)
  await scheduler.schedule()
  await onRedisBack()
  redis.on('ready', () => {
    onRedisBack().catch((error: unknown) => log.warn({ err: error }, 'what Redis may have lost was not asked for'))
  })
  // Redis may have been emptied, and the schedules with it.
  const keepScheduled = setInterval(() => {
    if (redis.status !== 'ready') return
    scheduler.schedule().catch((error: unknown) => log.warn({ err: error }, 'jobs could not be scheduled'))
  }, scheduleAgainMs)

  return {
    /** Ends after the jobs that have begun; at once while Redis is away, as their end could not be told to anybody. */
    async close(): Promise<void> {
      clearInterval(keepScheduled)
      const isAway = redis.status !== 'ready'
      await Promise.all(workers.map((worker) => worker.close(isAway)))
      if (!isAway) await scheduler.close()
      redis.disconnect()
    },
  }
}

function atOnceOf(name: QueueName, concurrency: number): number {
  // Thousands may come at once, and nobody waits for them: they leave room for what people wait for.
  if (name === 'rebuilds') return Math.ceil(concurrency / 2)
  // One image uses all processors that it is given.
  return name === 'media' ? 1 : concurrency
}

/** One schedule a job, kept in Redis: starting twice, or in ten processes, leaves one. */
function createScheduler(redis: RedisClient, log: Logger, jobs: readonly RunnableJob[]) {
  const queues = queueNames.map((name) => {
    const queue = new Queue(name, { connection: redis, prefix: queuePrefix })
    queue.on('error', (error) => log.warn({ err: error.message }, 'a queue had trouble'))
    return queue
  })

  /** A schedule that is there stays as it is: putting it anew would send its next run to the end of the queue. */
  async function schedule(): Promise<void> {
    for (const { name, queue: queueName, everyMs } of jobs) {
      const queue = queues.find((one) => one.name === queueName)
      if (!queue || everyMs === undefined) continue
      const held = await queue.getJobScheduler(name)
      if (held?.every === everyMs) continue
      const opts = { removeOnComplete: true, removeOnFail: { count: 100 } }
      await queue.upsertJobScheduler(name, { every: everyMs }, { name, data: {}, opts })
    }
  }

  return { schedule, close: () => Promise.all(queues.map((queue) => queue.close())) }
}
