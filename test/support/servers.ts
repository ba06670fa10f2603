import { inject } from 'vitest'
import { newId } from '#app/lib/id.ts'
import { databaseUrl, ownRedis, withClient } from './databases.ts'

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
