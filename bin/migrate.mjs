import { migrateDatabase } from './lib/database.mjs'
import { Stop } from './lib/errors.mjs'
import { main } from './lib/lifecycle.mjs'
import { say } from './lib/say.mjs'
import { readSettings } from './lib/settings.mjs'

await main(async () => {
  const { DATABASE_URL } = readSettings()
  if (!DATABASE_URL) throw new Stop('DATABASE_URL is missing: it names the database to migrate.')
  const applied = await migrateDatabase(DATABASE_URL)
  for (const name of applied) say(`Applied ${name}`)
  say(applied.length === 0 ? 'The database is up to date.' : 'The database is migrated.')
})
