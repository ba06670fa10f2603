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
      const isAlone = (await wiring.redis.llen('{tributary}:feeds:active')) === 1
      // Beside the killer it never ends, so that it is lost as often.
      if (!isAlone) await new Promise(() => undefined)
      await wiring.redis.rpush('done', key)
    }),
    handle(harmless, async () => undefined),
  ].map((bind) => bind(wiring)),
  onRedisBack: async () => undefined,
  stalling: { lockDuration: 1_000, stalledInterval: 300 },
  lostDelayMs: 300,
})
wiring.log.info('worker ready')
