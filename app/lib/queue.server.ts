import { type JobsOptions, Queue } from 'bullmq'
import { type JobContract, maxPayloadBytes, type QueueName, queueNames } from './job.ts'
import type { RedisClient } from './redis.server.ts'
import { within } from './within.ts'

/** Jobs for later. Adding is a hint: the caller's truth is in Postgres, and a sweeper finds what was never added. */
export interface JobQueue {
  /** One round trip. @throws RangeError for a payload past `maxPayloadBytes`; when Redis does not take it within a second */
  add<Payload>(job: JobContract<Payload>, payload: Payload): Promise<void>
  /**
   * Many of one kind in one round trip, in order. `isBulk`: they wait until no other job does.
   * @throws as `add`; when Redis is away for a second, or takes five
   */
  addMany<Payload>(
    job: JobContract<Payload>,
    payloads: readonly Payload[],
    options?: { isBulk?: boolean },
  ): Promise<void>
  /** How each queue stands now. Some round trips. @throws when Redis does not say within a second */
  inspect(): Promise<QueueState[]>
  close(): Promise<void>
}

export type QueueState = Readonly<{
  name: QueueName
  waiting: number
  active: number
  /** Those that wait to run again after a failure, and the next runs of what runs by itself. */
  delayed: number
  /** How long the job that waits longest has been ready to run; 0 when none waits. */
  oldestWaitingMs: number
}>

/** Keys of one queue share a hash slot, so that its scripts run on Redis Cluster. */
export const queuePrefix = '{tributary}'

/** BullMQ runs jobs without a priority first. */
const bulkPriority = 10

/** A finished job leaves at once; one that is given up is in Postgres then, among the dead letters. */
const kept: JobsOptions = { removeOnComplete: true, removeOnFail: true }

export function createQueue({ redis }: { redis: RedisClient }): JobQueue {
  // Made at first use: a Queue object wants a Redis that answers, and the web process starts without one.
  const queues = new Map<QueueName, Queue>()
  function queueOf(name: QueueName): Queue {
    const held = queues.get(name)
    if (held) return held
    const queue = new Queue(name, { connection: redis, prefix: queuePrefix, skipVersionCheck: true })
    // Every call reports its own failure; without a listener BullMQ prints each of these, too.
    queue.on('error', () => undefined)
    queues.set(name, queue)
    return queue
  }
  return {
    async add(job, payload) {
      // A Queue waits for its connection to be ready, however long that takes; a request cannot.
      await within(1_000, queueOf(job.queue).add(job.name, dataOf(job, payload), optionsOf(job, payload)), tooLate)
    },
    async addMany(job, payloads, { isBulk = false } = {}) {
      if (payloads.length === 0) return
      const jobs = payloads.map((payload) => ({
        name: job.name,
        data: dataOf(job, payload),
        opts: { ...optionsOf(job, payload), ...(isBulk ? { priority: bulkPriority } : {}) },
      }))
      const queue = queueOf(job.queue)
      const [only] = jobs
      // A pipeline costs several times what one job does.
      const added: Promise<unknown> =
        only && jobs.length === 1 ? queue.add(only.name, only.data, only.opts) : queue.addBulk(jobs)
      await within(redis.status === 'ready' ? 5_000 : 1_000, added, tooLate)
    },
    inspect: () => within(1_000, Promise.all(queueNames.map((name) => stateOf(name, queueOf(name)))), tooLate),
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()))
    },
  }
}

const tooLate = 'Redis did not answer for the queue in time'

/** Version 1 goes without saying, so that most jobs carry their ids alone. */
function dataOf<Payload>({ name, version = 1 }: JobContract<Payload>, payload: Payload): unknown {
  const data = version === 1 ? payload : { ...payload, v: version }
  const bytes = Buffer.byteLength(JSON.stringify(data))
  if (bytes > maxPayloadBytes) throw new RangeError(`the payload of ${name} is ${bytes} bytes: jobs carry ids`)
  return data
}

function optionsOf<Payload>(job: JobContract<Payload>, payload: Payload): JobsOptions {
  const key = job.dedupe?.(payload)
  return {
    ...kept,
    attempts: job.attempts,
    backoff: { type: 'exponential', delay: 500, jitter: 0.5 },
    ...(key ? { deduplication: { id: `${job.name}-${key}` } } : {}),
  }
}

async function stateOf(name: QueueName, queue: Queue): Promise<QueueState> {
  const [counts, oldest] = await Promise.all([
    queue.getJobCounts('wait', 'prioritized', 'active', 'delayed'),
    queue.getJobs(['wait', 'prioritized'], 0, 0, true),
  ])
  // What was put off counts from when it was due.
  const readyAt = oldest.map(({ timestamp, opts }) => timestamp + (opts.delay ?? 0))
  return {
    name,
    waiting: (counts.wait ?? 0) + (counts.prioritized ?? 0),
    active: counts.active ?? 0,
    delayed: counts.delayed ?? 0,
    oldestWaitingMs: Math.max(0, Date.now() - Math.min(Date.now(), ...readyAt)),
  }
}
