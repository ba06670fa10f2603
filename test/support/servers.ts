import { Redis } from 'ioredis'
import { inject } from 'vitest'
import { newId } from '#app/lib/id.ts'
import { databaseUrl, withClient } from '#test/setup/global.ts'

/** Redis databases that files take in turn; 0 holds the turn. */
const redisDatabases = 63

/** A migrated, empty Postgres database and an empty Redis database of one's own. Ends with `await using`. */
export async function ownServers() {
  const [adminUrl, template] = [inject('adminUrl'), inject('templateDatabase')]
  const database = `tributary_${newId().replaceAll('-', '')}`
  await withClient(adminUrl, (client) => client.query(`CREATE DATABASE ${database} TEMPLATE ${template}`))
  const redisUrl = await ownRedis(inject('redisUrl'))
  return {
    databaseUrl: databaseUrl(adminUrl, database),
    redisUrl,
    async [Symbol.asyncDispose]() {
      await withClient(adminUrl, (client) => client.query(`DROP DATABASE ${database} WITH (FORCE)`))
    },
  }
}

async function ownRedis(serverUrl: string): Promise<string> {
  const shared = new Redis(serverUrl)
  const turn = await shared.incr('test:turn')
  const url = new URL(serverUrl)
  url.pathname = `/${1 + (turn % redisDatabases)}`
  await shared.select(1 + (turn % redisDatabases))
  await shared.flushdb()
  await shared.quit()
  return url.href
}
