import type { Client } from 'pg'
import { type Id, isId } from '#app/lib/id.ts'

/**
 * Everything in a bulk world follows from numbers, so that rows name each other without a look at what is there.
 * The functions are inlined by Postgres.
 * bulk_share  0 to 1, by chance but always the same for the same two numbers
 * bulk_rank   0 to count - 1, by a power law: number r is chosen as often as 1 / sqrt(r)
 * bulk_id     a UUIDv7 of a millisecond and a number below 2^48
 */
const functions = `
  CREATE FUNCTION bulk_share(number bigint, salt bigint) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (hashint8extended(number, salt) & 4294967295)::float8 / 4294967296;
  CREATE FUNCTION bulk_rank(share float8, count bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN floor(share * share * count)::bigint;
  CREATE FUNCTION bulk_id(ms bigint, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (lpad(to_hex(ms), 12, '0') || '70008000' || lpad(to_hex(number), 12, '0'))::uuid;
  CREATE FUNCTION bulk_time(ms bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN to_timestamp(ms / 1000.0);
`

/** @throws Error when an id of the database is none of the app's */
export async function createFunctions(client: Client): Promise<void> {
  await client.query(functions)
  const { rows } = await client.query<{ id: Id }>(`SELECT bulk_id(1234567890123, 77) AS id`)
  if (!isId(rows[0]?.id)) throw new Error(`bulk_id makes ${rows[0]?.id}`)
}

/**
 * Runs `load` without foreign keys being looked at row by row, and with all indexes but those that foreign keys need
 * built at the end: what is left is as in production, down to the name of each index.
 */
export async function loadInBulk(client: Client, tables: readonly string[], load: () => Promise<void>): Promise<void> {
  const { rows: indexes } = await client.query<{ drop: string; make: string }>(
    `SELECT COALESCE('ALTER TABLE ' || c.conrelid::regclass || ' DROP CONSTRAINT ' || c.conname,
        'DROP INDEX ' || i.indexrelid::regclass) AS drop,
      COALESCE('ALTER TABLE ' || c.conrelid::regclass || ' ADD CONSTRAINT ' || c.conname || ' ' || pg_get_constraintdef(c.oid),
        pg_get_indexdef(i.indexrelid)) AS make
    FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype = 'p'
    WHERE i.indrelid::regclass::text = ANY($1)
      AND NOT EXISTS (SELECT 1 FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = i.indexrelid)`,
    [tables.map((table) => (table === 'user' ? '"user"' : table))],
  )
  await client.query(`SET session_replication_role = replica; SET synchronous_commit = off;
    SET maintenance_work_mem = '1GB'; SET work_mem = '256MB'`)
  for (const { drop } of indexes) await client.query(drop)
  await load()
  for (const { make } of indexes) await client.query(make)
  await client.query('RESET ALL')
  for (const command of ['VACUUM ANALYZE', 'CHECKPOINT']) await client.query(command)
}
