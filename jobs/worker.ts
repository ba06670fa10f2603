import { readEnv } from '#app/lib/env.server.ts'
import { serveMetrics } from '#app/lib/metrics-http.server.ts'
import { createWorkers } from '#app/lib/queue-worker.server.ts'
import { createWiring } from '#app/wiring.server.ts'
import { jobsOf } from './registry.ts'

/** How long jobs that have begun may take to end after the process is told to stop. */
const stopWithinMs = 10_000

/** The worker process: runs jobs until it is told to stop, and finishes those that it has begun. */
async function main(): Promise<void> {
  const wiring = createWiring({ env: readEnv(), role: 'worker' })
  const { env, log, metrics, feeds, deadLetters } = wiring
  const jobs = jobsOf(wiring)
  // Until the workers are there, and they wait for Redis, there is nothing to finish.
  let finish = async () => {}
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(1), stopWithinMs).unref()
      finish()
        .then(wiring.close)
        .then(() => process.exit(0))
        .catch((error: unknown) => {
          log.error({ err: error }, 'the worker could not stop in order')
          process.exit(1)
        })
    })
  }
  if (env.METRICS_PORT !== undefined) {
    await serveMetrics({ metrics, token: env.METRICS_TOKEN, port: env.METRICS_PORT, host: env.HOST })
  }
  const workers = await createWorkers({
    redisUrl: env.REDIS_URL,
    concurrency: env.WORKER_CONCURRENCY,
    log,
    jobs,
    deadLetters,
    onRun: metrics.jobRan,
    onRedisBack: feeds.duties.reopen,
  })
  finish = workers.close
  log.info({ jobs: jobs.map(({ name }) => name) }, 'worker ready')
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
