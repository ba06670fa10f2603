import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { inRoot } from '#bin/lib/paths.mjs'
import { parseSchema, type Table } from '#test/support/schema.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()
const expected = parseSchema(readFileSync(inRoot('prisma', 'schema.prisma'), 'utf8'))

/** What migrations may add that the schema's language cannot say. */
const beyondSchema = {
  tables: ['_prisma_migrations'],
  indexes: [
    'activity_outbox_idx',
    'activity_purge_idx',
    'activity_verb_id_idx',
    'activity_withdrawal_idx',
    'follow_best_idx',
    'follow_live_idx',
    'media_erase_idx',
    'media_waiting_idx',
    'post_card_idx',
    'post_day_idx',
    'post_deleted_reply_idx',
    'post_reply_author_idx',
    'post_reply_followers_idx',
    'user_handle_prefix_idx',
    'user_name_prefix_idx',
    'user_second_name_prefix_idx',
    'user_suspended_idx',
    'user_third_name_prefix_idx',
  ],
  /** Indexes of the schema that hold what stands alone, and one that answers without its table. */
  partial: ['activity_actor_id_verb_id_idx', 'activity_fanned_out_at_idx', 'activity_object_id_id_idx'],
  checks: [
    'activity_data_check',
    'block_self_check',
    'cache_fence_one_check',
    'dead_letter_payload_check',
    'draft_fields_check',
    'follow_self_check',
    'media_kind_check',
    'media_state_check',
    'mute_self_check',
    'post_audience_check',
    'post_replies_from_check',
    'user_handle_check',
    'user_quotes_from_check',
    'user_role_check',
  ],
}

let actual: Record<string, Table>
beforeAll(async () => {
  actual = await readTables()
})

async function readTables(): Promise<Record<string, Table>> {
  const columns = await world.db.$queryRaw<
    { table: string; name: string; type: string; nullable: boolean; default: string | null }[]
  >`SELECT c.relname AS "table", a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
      NOT a.attnotnull AS nullable, pg_get_expr(d.adbin, d.adrelid) AS default
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY a.attnum`
  const indexes = await world.db.$queryRaw<{ table: string; name: string; definition: string; primary: boolean }[]>`
    SELECT i.indrelid::regclass::text AS "table", i.indexrelid::regclass::text AS name,
      pg_get_indexdef(i.indexrelid) AS definition, i.indisprimary AS primary
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE c.relnamespace = 'public'::regnamespace`
  const foreignKeys = await world.db.$queryRaw<{ table: string; definition: string }[]>`
    SELECT conrelid::regclass::text AS "table", pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`

  const tables: Record<string, Table> = {}
  for (const { table, name, ...column } of columns) {
    if (beyondSchema.tables.includes(table)) continue
    tables[table] ??= { columns: {}, primaryKey: [], indexes: [], foreignKeys: [] }
    tables[table].columns[name] = { ...column, default: column.default?.replace(/::[\w ]+$/, '') ?? null }
  }
  for (const { table, name, definition, primary } of indexes) {
    const held = tables[plain(table)]
    if (!held || beyondSchema.indexes.includes(name)) continue
    const names = plain(
      /USING btree \((.*?)\)(?: INCLUDE \(.*\))?(?: WHERE .*)?$/.exec(definition)?.[1] ?? definition,
    ).replaceAll(', ', ',')
    if (primary) held.primaryKey = names.split(',')
    else held.indexes.push(`${definition.startsWith('CREATE UNIQUE') ? 'unique ' : ''}(${names})`)
  }
  for (const { table, definition } of foreignKeys) {
    const [, from, to, on] = /FOREIGN KEY \((.*?)\) REFERENCES (.*?)\((.*?)\)/.exec(definition) ?? []
    const onDelete = /ON DELETE (CASCADE|SET NULL|RESTRICT)/.exec(definition)?.[1]
    tables[plain(table)]?.foreignKeys.push(`(${from}) -> ${plain(to ?? '')} (${on}) on delete ${onDelete}`)
  }
  for (const table of Object.values(tables)) {
    table.indexes.sort()
    table.foreignKeys.sort()
  }
  return tables
}

const plain = (name: string) => name.replaceAll('"', '')

test('the test reads the schema', () => {
  expect(Object.keys(expected).length).toBeGreaterThan(8)
  expect(expected.activity?.columns.actor_id).toEqual({ type: 'uuid', nullable: false, default: null })
  expect(expected.activity?.indexes).toContain('(actor_id,verb,id DESC)')
})

test('the migrated database has the tables of the schema, and no others', () => {
  expect(Object.keys(actual).sort()).toEqual(Object.keys(expected).sort())
})

test('each table is as the schema says', () => {
  for (const [name, table] of Object.entries(expected)) expect({ [name]: actual[name] }).toEqual({ [name]: table })
})

test('what migrations add beyond the schema is listed, and there', async () => {
  const checks = await world.db.$queryRaw<{ name: string }[]>`
    SELECT conname AS name FROM pg_constraint
    WHERE contype = 'c' AND connamespace = 'public'::regnamespace ORDER BY conname`
  expect(checks.map(({ name }) => name)).toEqual(beyondSchema.checks)
  const indexes = await world.db.$queryRaw<{ name: string }[]>`
    SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'public' AND indexdef LIKE '% WHERE %' ORDER BY 1`
  expect(indexes.map(({ name }) => name)).toEqual([...beyondSchema.indexes, ...beyondSchema.partial].sort())
})
