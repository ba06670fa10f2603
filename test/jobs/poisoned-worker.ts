// A worker with jobs that go wrong in every way, in a process that they may take with them.
import { z } from 'zod'
import { readEnv } from '#app/lib/env.server.ts'
import { defineJob } from '#app/lib/job.ts'
import { createWorkers } from '#app/lib/queue-worker.server.ts'
import { createWiring } from '#app/wiring.server.ts'
import { handle } from '#jobs/handle.ts'
import { aborts, stands } from './poison.ts'

const wiring = createWiring({ env: readEnv(), role: 'worker' })
const harmless = defineJob({ name: 'feeds.sweep', queue: 'upkeep', payload: z.object({}), attempts: 1 })

await createWorkers({
  redisUrl: wiring.env.REDIS_URL,
  concurrency: 4,
  log: wiring.log,
  deadLetters: wiring.deadLetters,
  jobs: [
    handle(aborts, async () => process.abort()),
    handle(stands, async ({ key }) => {
      // Until it was lost it never ends, so that it is killed as often as the one beside it.
      const wasLost = (await wiring.db.deadLetter.count({ where: { key } })) > 0
      if (!wasLost) await new Promise(() => undefined)
      await wiring.redis.rpush('done', key)
    }),
    handle(harmless, async () => undefined),
  ].map((bind) => bind(wiring)),
  onRedisBack: async () => undefined,
  stalling: { lockDuration: 1_000, stalledInterval: 300 },
  // Longer than it takes to start anew: the two are due apart from each other, while a worker lives.
  lostDelayMs: 2_000,
})
wiring.log.info('worker ready')
