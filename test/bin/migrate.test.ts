import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { migrate } from '#bin/lib/migrate.mjs'

const database = `migrate_${process.pid}`
let clients: Client[] = []
let dir: string

async function connect(name: string): Promise<Client> {
  const url = new URL(inject('adminUrl'))
  url.pathname = `/${name}`
  const client = new Client({ connectionString: url.href })
  await client.connect()
  clients.push(client)
  return client
}

function write(name: string, sql: string) {
  mkdirSync(path.join(dir, name), { recursive: true })
  writeFileSync(path.join(dir, name, 'migration.sql'), sql)
}

beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'migrations-'))
  await (await connect('postgres')).query(`CREATE DATABASE ${database}`)
})
afterEach(async () => {
  const [admin, ...others] = clients
  await Promise.all(others.map((client) => client.end()))
  await admin?.query(`DROP DATABASE ${database} WITH (FORCE)`)
  await admin?.end()
  clients = []
})

test('migrations run once, in order, also from two processes at once', async () => {
  write('0001_one', 'CREATE TABLE one (id int); CREATE TABLE two (id int)')
  write('0002_two', 'ALTER TABLE one ADD name text')
  const [first, second] = [await connect(database), await connect(database)]
  const applied = await Promise.all([migrate(first, dir), migrate(second, dir)])
  expect(applied.flat()).toEqual(['0001_one', '0002_two'])
  expect(await migrate(first, dir)).toEqual([])
  write('0003_three', 'CREATE TABLE three (id int)')
  expect(await migrate(first, dir)).toEqual(['0003_three'])
})

test('a migration that fails leaves nothing behind, and can be corrected', async () => {
  write('0001_one', 'CREATE TABLE one (id int); SELECT 1 / 0')
  const client = await connect(database)
  await expect(migrate(client, dir)).rejects.toThrow('Migration 0001_one failed, and nothing of it was kept')
  write('0001_one', 'CREATE TABLE one (id int)')
  expect(await migrate(client, dir)).toEqual(['0001_one'])
})

test('a migration that was changed or is unknown is refused', async () => {
  write('0001_one', 'CREATE TABLE one (id int)')
  const client = await connect(database)
  await migrate(client, dir)
  write('0001_one', 'CREATE TABLE one (id bigint)')
  await expect(migrate(client, dir)).rejects.toThrow('was changed after it was applied')
  await client.query("UPDATE _prisma_migrations SET migration_name = '0009_later'")
  await expect(migrate(client, dir)).rejects.toThrow('a newer version')
})

test('a migration has the time that it takes, however little the database allows the app', async () => {
  const admin = await connect('postgres')
  for (const limit of ['statement_timeout', 'lock_timeout'])
    await admin.query(`ALTER DATABASE ${database} SET ${limit} = '100ms'`)
  write('0001_long', 'SELECT pg_sleep(0.5)')
  const [first, second] = [await connect(database), await connect(database)]
  await expect(first.query('SELECT pg_sleep(0.5)')).rejects.toThrow('statement timeout')
  const applied = await Promise.all([migrate(first, dir), migrate(second, dir)])
  expect(applied.flat()).toEqual(['0001_long'])
})
