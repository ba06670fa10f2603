import { once } from 'node:events'
import { readEnv } from '#app/lib/env.server.ts'
import { createWiring, type Wiring } from '#app/wiring.server.ts'
import { Failure } from './failure.ts'

const redisWaitMs = 5_000

/** Connects, does the work and closes every connection, so that the process ends. @throws Failure; what `work` throws */
export async function withWiring<Result>(work: (wiring: Wiring) => Promise<Result>): Promise<Result> {
  const { LOG_LEVEL, ...env } = readEnv()
  // The output is for people; what goes wrong is said in the end.
  const wiring = createWiring({ env: { ...env, LOG_LEVEL: LOG_LEVEL === 'info' ? 'fatal' : LOG_LEVEL }, role: 'cli' })
  try {
    await waitForRedis(wiring)
    return await work(wiring)
  } finally {
    await wiring.close()
  }
}

async function waitForRedis({ redis }: Wiring): Promise<void> {
  if (redis.status === 'ready') return
  try {
    await once(redis, 'ready', { signal: AbortSignal.timeout(redisWaitMs) })
  } catch (error) {
    throw new Failure('Redis does not answer at REDIS_URL', { cause: error })
  }
}
