import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inject } from 'vitest'
import { newId } from '#app/lib/id.ts'
import { databaseUrl, ownRedis, withClient } from './databases.ts'

/** A migrated, empty Postgres database, an empty Redis database and a folder of one's own. Ends with `await using`. */
export async function ownServers() {
  const [adminUrl, template] = [inject('adminUrl'), inject('templateDatabase')]
  const database = `tributary_${newId().replaceAll('-', '')}`
  await withClient(adminUrl, (client) => client.query(`CREATE DATABASE ${database} TEMPLATE ${template}`))
  const redisUrl = await ownRedis(inject('redisUrl'))
  const mediaPath = path.join(tmpdir(), database)
  return {
    databaseUrl: databaseUrl(adminUrl, database),
    redisUrl,
    /** A folder that nobody has made yet. */
    mediaPath,
    async [Symbol.asyncDispose]() {
      await rm(mediaPath, { recursive: true, force: true })
      await withClient(adminUrl, (client) => client.query(`DROP DATABASE ${database} WITH (FORCE)`))
    },
  }
}
