import type { TestProject } from 'vitest/node'
import { migrate } from '#bin/lib/migrate.mjs'
import { databaseUrl, withClient } from '#test/support/databases.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** An empty, migrated database to clone. */
    templateDatabase: string
    adminUrl: string
    redisUrl: string
  }
}

/** Migrates one database; each test file works on a clone of it. */
export default async function setup(project: TestProject) {
  const { TEST_DATABASE_URL: adminUrl, TEST_REDIS_URL: redisUrl } = process.env
  if (!adminUrl || !redisUrl) throw new Error('Tests need their servers: run them with `npm test`.')
  const templateDatabase = `tributary_template_${process.pid}`
  await withClient(adminUrl, (client) => client.query(`CREATE DATABASE ${templateDatabase}`))
  await withClient(databaseUrl(adminUrl, templateDatabase), (client) => migrate(client))
  project.provide('templateDatabase', templateDatabase)
  project.provide('adminUrl', adminUrl)
  project.provide('redisUrl', redisUrl)
  return () => withClient(adminUrl, (client) => client.query(`DROP DATABASE ${templateDatabase} WITH (FORCE)`))
}
