import { fork } from 'node:child_process'
import { once } from 'node:events'
import { z } from 'zod'
import { inRoot } from '#bin/lib/paths.mjs'
import { startServer } from '../http/servers.ts'
import { benchOrigin, sessionSecret, type World } from '../world.ts'
import type { Outcome, Plan } from './arrivals.ts'
import type { Cast } from './deeds.ts'
import type { LoadOrder } from './http-load.ts'

const OutcomeSchema = z.object({
  reads: z.array(z.number()),
  writes: z.array(z.number()),
  errors: z.array(z.string()),
  perSecond: z.number(),
})

/** What processes of the app are told about the world of the bench. */
export function settingsOf({ env: { DATABASE_URL, REDIS_URL } }: World) {
  return {
    DATABASE_URL,
    REDIS_URL,
    SESSION_SECRET: sessionSecret,
    API_READS_PER_MINUTE: '0',
    ORIGIN: benchOrigin,
    LINK_PREVIEWS: 'off',
    TRUSTED_PROXIES: '1',
  }
}

/** A web process, and a process that asks it. Both end with `await using`. */
export async function openSite(world: World, cast: Cast) {
  const server = await startServer({ args: ['dist/server.js'], env: settingsOf(world), path: '/readyz' })
  return {
    async load(plan: Plan): Promise<Outcome> {
      const order: LoadOrder = { port: server.port, origin: benchOrigin, cast, ...plan }
      const asking = fork(inRoot('test', 'bench', 'mixed', 'http-load.ts'), { execArgv: ['--import', 'tsx'] })
      asking.send(order)
      const [answer]: unknown[] = await once(asking, 'message')
      asking.kill()
      return OutcomeSchema.parse(answer)
    },
    [Symbol.asyncDispose]: server.end,
  }
}
