import { readEnv } from '#app/lib/env.server.ts'
import { createWiring } from '#app/wiring.server.ts'
import type { World } from './world.ts'

/** Nothing listens there. */
export const deadRedisUrl = 'redis://127.0.0.1:1'

/** Another process's wiring on the world's servers, but for the settings given. Close it. */
export function secondWiring(world: World, settings: Record<string, string> = {}) {
  const { DATABASE_URL, REDIS_URL, SESSION_SECRET } = world.env
  const servers = { DATABASE_URL, REDIS_URL, SESSION_SECRET, DATABASE_POOL: '5', LINK_PREVIEWS: 'off' }
  const common = { NODE_ENV: 'test', LOG_LEVEL: 'silent', ...servers }
  return createWiring({ env: readEnv({ ...common, ...settings }), role: 'web' })
}
