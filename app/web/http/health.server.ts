import { Router } from 'express'
import type { Wiring } from '#app/wiring.server.ts'

/** Resolves while a server answers. */
export type Probe = () => Promise<unknown>

export type HealthOptions = {
  /** Without it nothing can be served. */
  postgres: Probe
  /** Without them pages are slower, still right. */
  optional: Readonly<Record<string, Probe>>
  isDraining: () => boolean
}

const probeMs = 1_000

/** Postgres must answer; Redis should. */
export function createProbes({ db, redis }: Pick<Wiring, 'db' | 'redis'>, isDraining: () => boolean): HealthOptions {
  return { postgres: () => db.$queryRaw`SELECT 1`, optional: { redis: () => redis.ping() }, isDraining }
}

/**
 * `/healthz`: the process answers; it touches nothing.
 * `/readyz`: 200 while requests can be served, with the optional servers that are away under `degraded`; else 503.
 */
export function health({ postgres, optional, isDraining }: HealthOptions): Router {
  const router = Router()
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' })
  })
  router.get('/readyz', (_request, response, next) => {
    async function answer(): Promise<void> {
      const names = Object.keys(optional)
      const [ready, ...up] = await Promise.all([postgres, ...Object.values(optional)].map(answers))
      const degraded = names.filter((_, index) => up[index] === false)
      response.set('Cache-Control', 'no-store')
      if (isDraining()) response.status(503).json({ status: 'draining' })
      else if (!ready) response.status(503).json({ status: 'unavailable', away: ['postgres'], degraded })
      else response.json({ status: degraded.length > 0 ? 'degraded' : 'ok', degraded })
    }
    answer().catch(next)
  })
  return router
}

async function answers(probe: Probe): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, probeMs, false)
  })
  const answered = probe().then(
    () => true,
    () => false,
  )
  return Promise.race([answered, late]).finally(() => clearTimeout(timer))
}
