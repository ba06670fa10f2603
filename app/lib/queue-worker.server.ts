import { type Job, Queue, UnrecoverableError, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import { Forbidden, Invalid, NotFound } from './errors.ts'
import { type QueueName, queueNames } from './job.ts'
import { type Logger, withLogContext } from './log.server.ts'
import { queuePrefix } from './queue.server.ts'
import { connectPatientRedis } from './redis.server.ts'

export type RunnableJob = Readonly<{
  name: string
  queue: QueueName
  run: (payload: unknown) => Promise<void>
  /** Runs by itself, so often, whatever the number of worker processes. */
  everyMs?: number
}>

export type WorkerOptions = {
  redisUrl: string
  /** Jobs of one queue that this process runs at once. */
  concurrency: number
  log: Logger
  jobs: readonly RunnableJob[]
  /** Runs at the start and whenever Redis answers again after it was away. */
  onRedisBack: () => Promise<unknown>
  /** How often schedules are looked after. */
  scheduleAgainMs?: number
}

// A killed worker's job is taken up by another when its lock has run out and the next check finds that: within 9 s.
// A live worker renews its locks every half of that time; one that is kept from it for so long makes a job run twice,
// which every job may. `maxStalledCount` is high because a kill costs the job one of these and none of its attempts.
const stalling = { lockDuration: 6_000, stalledInterval: 3_000, maxStalledCount: 10 }

/** Workers on every queue, running. Returns once Redis answered. */
export async function createWorkers(options: WorkerOptions) {
  const { redisUrl, concurrency, log, jobs, onRedisBack, scheduleAgainMs = 15_000 } = options
  const byName = new Map(jobs.map((job) => [job.name, job]))
  const redis = connectPatientRedis(redisUrl, log)

  async function run(job: Job): Promise<void> {
    const known = byName.get(job.name)
    if (!known) throw new UnrecoverableError(`no handler for the job ${job.name}`)
    await withLogContext({ jobId: job.id, jobName: job.name }, () => known.run(job.data)).catch((error: unknown) => {
      throw isFinal(error) ? new UnrecoverableError(String(error)) : error
    })
  }

  const workers = queueNames.map((name) => {
    const worker = new Worker(name, run, { connection: redis, prefix: queuePrefix, concurrency, ...stalling })
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

/** One schedule a job, kept in Redis: starting twice, or in ten processes, leaves one. */
function createScheduler(redis: Redis, log: Logger, jobs: readonly RunnableJob[]) {
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

/** Input that is wrong or gone stays so: running again changes nothing. */
function isFinal(error: unknown): boolean {
  return error instanceof Invalid || error instanceof NotFound || error instanceof Forbidden || isZodError(error)
}

function isZodError(error: unknown): boolean {
  return error instanceof Error && error.name === 'ZodError'
}
