import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Stop } from './errors.mjs'
import { inRoot } from './paths.mjs'

// The lock that `prisma migrate` takes: the two exclude each other.
const advisoryLock = 72707369

// As Prisma creates it, so that `prisma migrate deploy` accepts the database where it can run.
const bookkeeping = `
CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`

function readMigrations(dir) {
  const folders = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const names = folders.map((entry) => entry.name).sort()
  return names.map((name) => {
    const sql = readFileSync(path.join(dir, name, 'migration.sql'))
    return { name, sql: sql.toString(), checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

/** Refuses a history that is not the beginning of ours. */
function requireKnown(rows, migrations) {
  for (const row of rows) {
    const file = migrations.find(({ name }) => name === row.migration_name)
    if (!file) {
      throw new Stop(
        `The database was migrated by a newer version (${row.migration_name}): use that version, or a backup.`,
      )
    }
    if (row.finished_at === null) {
      throw new Stop(
        `Migration ${file.name} failed half-way earlier: repair the database (\`prisma migrate resolve\`).`,
      )
    }
    if (row.checksum !== file.checksum) {
      throw new Stop(
        `Migration ${file.name} was changed after it was applied: put the file back and write a new migration. (A database without anything to keep may be dropped instead.)`,
      )
    }
  }
}

async function apply(client, { name, sql, checksum }) {
  // One transaction with its bookkeeping: a migration is there whole, or not at all.
  await client.query('BEGIN')
  try {
    await client.query(sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new Stop(`Migration ${name} failed, and nothing of it was kept: ${error.message}`)
  }
}

/**
 * Applies what `prisma/migrations` has and the database has not, in order of name.
 * May run twice, or twice at once. Returns the names that it applied.
 * @param {import('pg').Client} client connected
 */
export async function migrate(client, dir = inRoot('prisma', 'migrations')) {
  const migrations = readMigrations(dir)
  // Whatever the database's user is given for the app: a large table takes its time, and who comes second waits for it.
  for (const limit of ['statement_timeout', 'lock_timeout']) await client.query(`SET ${limit} = 0`)
  await client.query('SELECT pg_advisory_lock($1)', [advisoryLock])
  try {
    await client.query(bookkeeping)
    const { rows } = await client.query(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    )
    requireKnown(rows, migrations)
    const applied = new Set(rows.map((row) => row.migration_name))
    const due = migrations.filter(({ name }) => !applied.has(name))
    for (const migration of due) await apply(client, migration)
    return due.map(({ name }) => name)
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [advisoryLock])
  }
}
