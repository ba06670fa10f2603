import { rmSync } from 'node:fs'
import path from 'node:path'
import { writeJson } from './files.mjs'
import { onStop } from './lifecycle.mjs'
import { dataDir, ensureDir, inData } from './paths.mjs'
import { startPostgres } from './postgres.mjs'
import { findPostgresHome, requirePlatform } from './postgres-home.mjs'
import { generate, install } from './prepare.mjs'
import { isSameProcess, self } from './processes.mjs'
import { startRedis } from './redis.mjs'
import { findRedis } from './redis-binary.mjs'
import { step } from './say.mjs'
import { removeStaleTestServers, secrets } from './servers.mjs'
import { readSettings } from './settings.mjs'

const name = `test-${process.pid}`

async function openPostgres(isDurable) {
  if (process.env.TEST_DATABASE_URL) return process.env.TEST_DATABASE_URL
  const { home, ...program } = findPostgresHome()
  const folder = ensureDir(path.join(home, name))
  onStop('files', async () => rmSync(folder, { recursive: true, force: true }))
  const options = { dir: path.join(folder, 'postgres'), log: inData(name, 'postgres.log'), isDurable }
  const server = await step('Starting a Postgres of its own', () =>
    startPostgres({ ...program, ...options, password: secrets().postgres }),
  )
  return server.url('postgres')
}

async function openRedis(isDurable) {
  if (process.env.TEST_REDIS_URL) return process.env.TEST_REDIS_URL
  const program = await findRedis()
  const options = { dir: inData(name, 'redis'), log: inData(name, 'redis.log'), isDurable }
  const server = await step('Starting a Redis of its own', () =>
    startRedis({ ...program, ...options, password: secrets().redis }),
  )
  return server.url
}

/**
 * Servers for one run of tests or benches: empty, on free ports, and removed at the end.
 * Returns the environment for them: TEST_DATABASE_URL (of a superuser, database `postgres`) and TEST_REDIS_URL;
 * both are taken as they are when given. The addresses of the site itself are left out: no test may touch its data.
 * @param {{ isDurable: boolean, isBuild: boolean }} options `isDurable`: write to disk as in production
 */
export async function openTestServers({ isDurable, isBuild }) {
  readSettings()
  if (!process.env.TEST_DATABASE_URL) requirePlatform()
  await install()
  ensureDir(dataDir)
  await removeStaleTestServers((owner) => !owner || !isSameProcess(owner))
  writeJson(path.join(ensureDir(inData(name)), 'owner.json'), self())
  onStop('files', async () => rmSync(inData(name), { recursive: true, force: true }))
  const [databaseUrl, redisUrl] = await Promise.all([
    openPostgres(isDurable),
    openRedis(isDurable),
    generate({ isBuild }),
  ])
  const { DATABASE_URL, REDIS_URL, SESSION_SECRET, PORT, HOST, ORIGIN, ...env } = process.env
  return { ...env, TEST_DATABASE_URL: databaseUrl, TEST_REDIS_URL: redisUrl }
}
