import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { Pool } from 'pg'
import { readEnv } from '#app/lib/env.server.ts'
import { connectPatientRedis } from '#app/lib/redis.server.ts'
import { createWiring } from '#app/wiring.server.ts'
import { findPort } from '#bin/lib/ports.mjs'
import { metricsToken } from './fault-metrics.ts'
import { createProcess } from './fault-process.ts'
import { openQueues } from './fault-queues.ts'
import { startFaultServers } from './fault-servers.ts'
import { createProxy } from './proxy.ts'

export const siteOrigin = 'http://social.test'
export const sessionSecret = 'a secret for tests that is long enough'
const numbers = [1, 2]

export type ClusterOptions = {
  /** Where logs go. */
  folder: string
  /** Whether the processes reach their servers through doors that can be shut, held and made slow. */
  doors: boolean
}

/**
 * The built app as it runs on a real site, all of it real processes of one's own: Postgres, Redis, two web and two worker
 * processes. `wiring` is one more process's, this one's: for verbs that have no address yet.
 */
export async function startCluster({ folder, doors }: ClusterOptions) {
  mkdirSync(folder, { recursive: true })
  const servers = await startFaultServers()
  const { postgres, redis } = servers
  const [postgresDoor, webRedisDoor, workerRedisDoor] = doors
    ? await Promise.all([postgres.url, redis.url, redis.url].map(createProxy))
    : []
  const env = {
    DATABASE_URL: postgresDoor?.url ?? postgres.url,
    SESSION_SECRET: sessionSecret,
    API_READS_PER_MINUTE: '0',
    ORIGIN: siteOrigin,
    LINK_PREVIEWS: 'off',
    TRUSTED_PROXIES: '1',
    METRICS_TOKEN: metricsToken,
    LOG_LEVEL: 'info',
  }
  const webEnv = { ...env, REDIS_URL: webRedisDoor?.url ?? redis.url }
  const workerEnv = { ...env, REDIS_URL: workerRedisDoor?.url ?? redis.url }
  const webs = await Promise.all(
    numbers.map(async (number) => {
      const [name, port] = [`web-${number}`, String(await findPort(undefined))]
      const options = { entry: 'dist/server.js', env: { ...webEnv, PORT: port }, readyWords: 'the web server is ready' }
      const process = createProcess({ ...options, name, stage: 'web', logFile: path.join(folder, `${name}.log`) })
      return { ...process, address: `http://127.0.0.1:${port}` }
    }),
  )
  const workers = await Promise.all(
    numbers.map(async (number) => {
      const [name, port] = [`worker-${number}`, String(await findPort(undefined))]
      const options = { entry: 'dist/worker.js', env: { ...workerEnv, METRICS_PORT: port }, readyWords: 'worker ready' }
      const process = createProcess({ ...options, name, stage: 'worker', logFile: path.join(folder, `${name}.log`) })
      return { ...process, metricsAddress: `http://127.0.0.1:${port}/metrics` }
    }),
  )
  await Promise.all([...webs, ...workers].map((one) => one.start()))

  const pool = new Pool({ connectionString: postgres.url, max: 4, application_name: 'harness' })
  // A killed server breaks idle connections; the next query makes a new one.
  pool.on('error', () => undefined)
  const own = { ...env, DATABASE_URL: postgres.url, REDIS_URL: redis.url, DATABASE_POOL: '4', LOG_LEVEL: 'silent' }
  const wiring = createWiring({ env: readEnv({ ...own, NODE_ENV: 'production' }), role: 'cli' })
  const queueRedis = connectPatientRedis(redis.url, wiring.log)
  const queues = openQueues(queueRedis)
  return {
    folder,
    postgres,
    redis,
    webs,
    workers,
    pool,
    wiring,
    queues,
    doors: postgresDoor && webRedisDoor && workerRedisDoor ? { postgresDoor, webRedisDoor, workerRedisDoor } : null,
    async end(): Promise<void> {
      for (const one of [...webs, ...workers]) one.thaw()
      await Promise.all([...webs, ...workers].map((one) => one.stop()))
      await queues.close()
      queueRedis.disconnect()
      await wiring.close()
      await pool.end()
      await Promise.all([postgresDoor?.end(), webRedisDoor?.end(), workerRedisDoor?.end()])
      await servers.end()
    },
  }
}

export type Cluster = Awaited<ReturnType<typeof startCluster>>
