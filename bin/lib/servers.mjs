import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { Stop } from './errors.mjs'
import { readJson, readSecrets, writeJson } from './files.mjs'
import { logFile } from './logs.mjs'
import { dataDir, ensureDir, inData } from './paths.mjs'
import { startPostgres, stopOrphanPostgres } from './postgres.mjs'
import { findPostgresHome } from './postgres-home.mjs'
import { startRedis, stopOrphanRedis } from './redis.mjs'
import { findRedis } from './redis-binary.mjs'
import { askRedis } from './resp.mjs'
import { step, warn } from './say.mjs'

const portsFile = () => inData('ports.json')

export const secrets = () => readSecrets(path.join(ensureDir(dataDir), 'secrets.json'))

function rememberPort(name, port) {
  const ports = readJson(portsFile())
  if (ports?.[name] !== port) writeJson(portsFile(), { ...ports, [name]: port })
}

/** Ends the servers that a killed command of this clone left running, so that node_modules and the data are free. */
export async function stopOrphans() {
  const home = readJson(inData('postgres-home.json'))?.home
  if (home) await stopOrphanPostgres(path.join(home, 'postgres'))
  await stopOrphanRedis(inData('redis'), secrets().redis)
}

const launchPostgres = () => {
  const { home, ...program } = findPostgresHome()
  writeJson(inData('postgres-home.json'), { home })
  return startPostgres({
    ...program,
    dir: path.join(home, 'postgres'),
    log: logFile('postgres'),
    password: secrets().postgres,
    port: readJson(portsFile())?.postgres,
    isDurable: true,
  })
}

const launchRedis = async () =>
  startRedis({
    ...(await findRedis()),
    dir: inData('redis'),
    log: logFile('redis'),
    password: secrets().redis,
    port: readJson(portsFile())?.redis,
    isDurable: true,
  })

const launchers = { postgres: launchPostgres, redis: launchRedis }

/** Starts an embedded server of this clone on the port that it had before. */
export async function launch(name) {
  const server = await launchers[name]()
  rememberPort(name, server.port)
  return server
}

/** A given Redis answers, or of a cluster one of its nodes, or the start ends here with what is wrong. */
async function checkRedis(urls) {
  const errors = []
  for (const url of urls.split(',').map((one) => one.trim())) {
    try {
      await askRedis(url, [['PING']])
      return await warnOfEviction(url)
    } catch (error) {
      const { host } = new URL(url)
      const known =
        error.code === 'ECONNREFUSED' ? `no Redis listens at ${host}: start it, or correct the address.` : null
      errors.push(known ?? `${host} did not answer as expected (${error.message}).`)
    }
  }
  throw new Stop(`REDIS_URL: ${errors.join(' ')}`)
}

async function warnOfEviction(url) {
  // Hosted servers may refuse the question.
  const policy = await askRedis(url, [['CONFIG', 'GET', 'maxmemory-policy']]).catch(() => [])
  const name = policy[0]?.[1]
  if (name && name !== 'noeviction')
    warn(`Redis evicts (${name}): set maxmemory-policy to noeviction, or jobs get lost.`)
}

/** The given Postgres, else the embedded one: `{ databaseUrl, adminUrl, server }`. `server` is null for a given one. */
export async function openPostgres({ DATABASE_URL }) {
  if (DATABASE_URL) return { databaseUrl: DATABASE_URL, server: null }
  const server = await step('Starting Postgres', () => launch('postgres'))
  return { databaseUrl: server.url('tributary'), adminUrl: server.url('postgres'), server }
}

/** The given Redis, else the embedded one. `server` is null for a given one. */
export async function openRedis({ REDIS_URL }) {
  if (REDIS_URL) {
    await checkRedis(REDIS_URL)
    return { redisUrl: REDIS_URL, server: null }
  }
  await findRedis()
  const server = await step('Starting Redis', () => launch('redis'))
  return { redisUrl: server.url, server }
}

/** Removes what test runs that were killed left behind: servers first, then their folders. */
export async function removeStaleTestServers(isStale) {
  const homes = new Set([dataDir, readJson(inData('postgres-home.json'))?.home ?? dataDir])
  for (const home of homes) {
    for (const name of readdirSync(home).filter((one) => one.startsWith('test-'))) {
      if (!isStale(readJson(inData(name, 'owner.json')))) continue
      await stopOrphanPostgres(path.join(home, name, 'postgres'))
      await stopOrphanRedis(path.join(dataDir, name, 'redis'), secrets().redis)
      rmSync(path.join(home, name), { recursive: true, force: true })
    }
  }
}
