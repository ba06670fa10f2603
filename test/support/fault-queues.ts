import { Queue } from 'bullmq'
import { queueNames } from '#app/lib/job.ts'
import { queuePrefix } from '#app/lib/queue.server.ts'
import type { RedisClient } from '#app/lib/redis.server.ts'

/** The product's queues as an outsider sees and handles them. */
export function openQueues(connection: RedisClient) {
  const queues = queueNames.map((name) => {
    const queue = new Queue(name, { connection, prefix: queuePrefix, skipVersionCheck: true })
    queue.on('error', () => undefined)
    return queue
  })
  return {
    queues,
    /** Jobs that wait or run; schedules are not counted. */
    async left(): Promise<number> {
      let left = 0
      for (const queue of queues) {
        const { active = 0, waiting = 0, prioritized = 0, paused = 0 } = await queue.getJobCounts()
        const delayed = await queue.getDelayed()
        left += active + waiting + prioritized + paused + delayed.filter((job) => !job?.repeatJobKey).length
      }
      return left
    },
    /** Jobs that were given up, each with why. What runs by itself every few seconds has been done again since. */
    async failed(): Promise<string[]> {
      const jobs = (await Promise.all(queues.map((queue) => queue.getFailed()))).flat()
      return jobs
        .filter(({ repeatJobKey }) => !repeatJobKey)
        .map(({ name, data, failedReason }) => `${name} ${JSON.stringify(data)}: ${failedReason}`)
    },
    close: () => Promise.all(queues.map((queue) => queue.close())),
  }
}
