import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { readEnv } from '#app/lib/env.server.ts'
import { newId } from '#app/lib/id.ts'
import { createWiring, type Role } from '#app/wiring.server.ts'
import { migrate } from '#bin/lib/migrate.mjs'
import { databaseUrl, ownRedis, withClient } from '#test/support/databases.ts'

export const sessionSecret = 'a secret for benches that is long enough'
/** Sessions belong to an address: all processes of a bench have to agree on it. */
export const benchOrigin = 'http://social.test'

/**
 * The wiring as in production, on a Postgres and a Redis database of its own, which are gone after `await using`.
 * @param logLevel a bench that asks for more than the machine can do counts its failures itself
 */
export async function openWorld(role: Role, logLevel: 'warn' | 'fatal' = 'warn') {
  const { TEST_DATABASE_URL: adminUrl, TEST_REDIS_URL: redisServer } = process.env
  if (!adminUrl || !redisServer) throw new Error('Benches need servers: run them with `npm run bench -- <name>`.')
  const database = `tributary_bench_${newId().replaceAll('-', '')}`
  await withClient(adminUrl, (client) => client.query(`CREATE DATABASE ${database}`))
  const url = databaseUrl(adminUrl, database)
  const client = new Client({ connectionString: url })
  await client.connect()
  await migrate(client)
  const mediaPath = path.join(tmpdir(), database)
  const env = readEnv({
    LOG_LEVEL: logLevel,
    SESSION_SECRET: sessionSecret,
    ORIGIN: benchOrigin,
    LINK_PREVIEWS: 'off',
    DATABASE_URL: url,
    // What is measured is writing ahead.
    FEED_PULL_THRESHOLD: '1000000000',
    REDIS_URL: await ownRedis(redisServer),
    MEDIA_PATH: mediaPath,
    MEDIA_QUOTA_MB: '0',
  })
  const wiring = createWiring({ env, role })
  if (wiring.redis.status !== 'ready') await once(wiring.redis, 'ready')
  return {
    ...wiring,
    /** For rows in bulk. */
    client,
    async [Symbol.asyncDispose]() {
      await wiring.redis.flushdb()
      await wiring.close()
      await client.end()
      await rm(mediaPath, { recursive: true, force: true })
      await withClient(adminUrl, (admin) => admin.query(`DROP DATABASE ${database} WITH (FORCE)`))
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>
