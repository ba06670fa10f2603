import { Worker } from 'bullmq'
import { queueNames } from '#app/lib/job.ts'
import { queuePrefix } from '#app/lib/queue.server.ts'
import { connectPatientRedis } from '#app/lib/redis.server.ts'
import type { Wiring } from '#app/wiring.server.ts'
import { jobsOf } from '#jobs/registry.ts'

const token = 'drain'
const maxJobs = 100_000

/** Runs waiting jobs one by one in this process, with the handlers of the worker, and stops when none is left. */
export function createDrain(wiring: Wiring) {
  const redis = connectPatientRedis(wiring.env.REDIS_URL, wiring.log)
  const jobs = new Map(jobsOf(wiring).map((job) => [job.name, job]))
  const workers = queueNames.map((name) => new Worker(name, null, { connection: redis, prefix: queuePrefix }))

  async function runNext(worker: Worker): Promise<boolean> {
    const job = await worker.getNextJob(token, { block: false })
    if (!job) return false
    const known = jobs.get(job.name)
    if (!known) throw new Error(`no handler for the job ${job.name}`)
    await known.run(job.data)
    await job.moveToCompleted(null, token, false)
    return true
  }

  return {
    /** @returns how many jobs ran @throws what a job throws */
    async run(): Promise<number> {
      let ran = 0
      for (;;) {
        const before = ran
        for (const worker of workers) {
          while (await runNext(worker)) {
            ran += 1
            if (ran > maxJobs) throw new Error('jobs ask for jobs without end')
          }
        }
        if (ran > before) continue
        await wiring.feeds.duties.settled()
        return ran
      }
    },
    async close(): Promise<void> {
      await Promise.all(workers.map((worker) => worker.close()))
      redis.disconnect()
    },
  }
}
