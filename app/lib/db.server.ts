import { PrismaPg } from '@prisma/adapter-pg'
import { Pool } from 'pg'
import { Prisma, PrismaClient } from './prisma/client.ts'

export type Db = PrismaClient
/** What runs inside one transaction. */
export type Tx = Prisma.TransactionClient
/** Either: for reads that may run in or out of a transaction. */
export type DbOrTx = Db | Tx

export const sql = Prisma.sql

/**
 * Runs one statement past Prisma, whose part in a small one is half of its time: for what a measurement asks it of
 * (docs/decisions/026-ends-behind.md). Errors are the driver's.
 */
export type RunStatement = <Row extends object>(statement: Prisma.Sql) => Promise<Row[]>

export type DbOptions = {
  url: string
  /** Connections of this process at most. */
  pool: number
  /** A statement that takes longer is cancelled: 5,000 in the web process, more in the worker. */
  statementTimeoutMs: number
}

/** A client that connects at the first query, and the way past it over the same connections. Close it with `$disconnect`. */
export function connectDb({ url, pool: max, statementTimeoutMs }: DbOptions): { db: Db; run: RunStatement } {
  const pool = new Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 2_000,
    statement_timeout: statementTimeoutMs,
    // A prepared statement is planned once. Postgres would plan some for each call, as long as it takes to run them; all are
    // written so that one plan serves any values (test/domain/feeds/query-plans.test.ts). A search by pattern would not be.
    options: '-c plan_cache_mode=force_generic_plan',
    lock_timeout: 3_000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
  })
  const nameOf = nameStatements()
  const adapter = new PrismaPg(pool, { statementNameGenerator: nameOf, disposeExternalPool: true })
  const transactionOptions = { maxWait: 2_000, timeout: 30_000 }
  const db = new PrismaClient({ adapter, errorFormat: 'minimal', transactionOptions })
  // A connection that breaks while nobody uses it is replaced; without a listener it would end the process.
  pool.on('error', () => undefined)
  return {
    db,
    async run<Row extends object>({ text, values }: Prisma.Sql) {
      const { rows } = await pool.query<Row>({ name: nameOf({ sql: text }), text, values })
      return rows
    },
  }
}

/** A list of ids as a Postgres array, for `= ANY(…)`: one parameter however many there are. */
export function uuids(ids: readonly string[]) {
  return Prisma.sql`${[...ids]}::uuid[]`
}

/**
 * Statements that a connection keeps prepared: reads, and writes that are written by hand (Prisma's, whose texts are many,
 * quote names). Planning a feed's query costs as much as running it.
 */
const maxPrepared = 200

/** The same name for the same text. Bounded, since some texts grow with the number of their parameters. */
function nameStatements() {
  const names = new Map<string, string>()
  return ({ sql: text }: { sql: string }): string => {
    const held = names.get(text)
    // Without a name a statement is planned each time.
    if (
      held !== undefined ||
      names.size >= maxPrepared ||
      !/^\s*(SELECT|WITH|INSERT INTO [a-z]|UPDATE [a-z])/.test(text)
    )
      return held ?? ''
    const name = `kept_${names.size}`
    names.set(text, name)
    return name
  }
}
