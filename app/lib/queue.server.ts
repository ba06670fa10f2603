import { type JobsOptions, Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import type { JobContract, QueueName } from './job.ts'

/** Jobs for later. Adding is a hint: the caller's truth is in Postgres, and a sweeper finds what was never added. */
export interface JobQueue {
  /** One round trip. @throws when Redis does not take it within a second */
  add<Payload>(job: JobContract<Payload>, payload: Payload): Promise<void>
  /**
   * Many of one kind in one round trip, in order. `isBulk`: they wait until no other job does.
   * @throws when Redis is away for a second, or takes five
   */
  addMany<Payload>(
    job: JobContract<Payload>,
    payloads: readonly Payload[],
    options?: { isBulk?: boolean },
  ): Promise<void>
  close(): Promise<void>
}

/** Keys of one queue share a hash slot, so that its scripts run on Redis Cluster. */
export const queuePrefix = '{tributary}'

/** BullMQ runs jobs without a priority first. */
const bulkPriority = 10

/** A finished job leaves at once; a failed one stays to be looked at. */
const kept: JobsOptions = { removeOnComplete: true, removeOnFail: { age: 14 * 24 * 3600, count: 10_000 } }

export function createQueue({ redis }: { redis: Redis }): JobQueue {
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
      await within(1_000, queueOf(job.queue).add(job.name, payload, optionsOf(job, payload)))
    },
    async addMany(job, payloads, { isBulk = false } = {}) {
      if (payloads.length === 0) return
      const jobs = payloads.map((payload) => ({
        name: job.name,
        data: payload,
        opts: { ...optionsOf(job, payload), ...(isBulk ? { priority: bulkPriority } : {}) },
      }))
      await within(redis.status === 'ready' ? 5_000 : 1_000, queueOf(job.queue).addBulk(jobs))
    },
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()))
    },
  }
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

/** A Queue waits for its connection to be ready, however long that takes; a request cannot. */
async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Redis did not take the job within ${ms} ms`)), ms)
  })
  // Left to itself after the deadline: it must not be an unhandled rejection.
  promise.catch(() => undefined)
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
