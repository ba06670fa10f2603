import { ensureDatabase, migrateDatabase } from './database.mjs'
import { findPort, requirePort } from './ports.mjs'
import { requirePlatform } from './postgres-home.mjs'
import { generate, install } from './prepare.mjs'
import { takeRun } from './run-file.mjs'
import { openPostgres, openRedis, secrets, stopOrphans } from './servers.mjs'
import { readSettings } from './settings.mjs'

// How long a web process whose starter was killed may take to let go of the port.
const leashMs = 5_000

async function openDatabase(settings) {
  const postgres = await openPostgres(settings)
  if (postgres.server) await ensureDatabase(postgres.adminUrl, 'tributary')
  const applied = await migrateDatabase(postgres.databaseUrl)
  return { ...postgres, isFresh: applied.length > 0 }
}

/**
 * All that comes before the app's own processes: packages, build, servers, migrations.
 * Returns the environment of the processes, and what runs.
 * @param {{ command: string, isBuild: boolean, isServing: boolean }} options `isServing`: PORT is needed
 */
export async function bootstrap({ command, isBuild, isServing }) {
  const settings = readSettings()
  if (!settings.DATABASE_URL) requirePlatform()
  const { isTakenOver, publish } = takeRun(command)
  if (isServing) {
    if (settings.PORT === '0') settings.PORT = String(await findPort())
    await requirePort(settings, isTakenOver ? leashMs : 0)
  }
  await stopOrphans()
  await install()
  // The build takes one core for ten seconds; the databases are ready long before.
  const [postgres, redis] = await Promise.all([openDatabase(settings), openRedis(settings), generate({ isBuild })])
  const env = {
    ...settings,
    SESSION_SECRET: settings.SESSION_SECRET ?? secrets().session,
    DATABASE_URL: postgres.databaseUrl,
    REDIS_URL: redis.redisUrl,
  }
  return { settings, env, publish, postgres, redis, isFresh: postgres.isFresh }
}
