import { PrismaPg } from '@prisma/adapter-pg'
import { Prisma, PrismaClient } from './prisma/client.ts'

export type Db = PrismaClient
/** What runs inside one transaction. */
export type Tx = Prisma.TransactionClient
/** Either: for reads that may run in or out of a transaction. */
export type DbOrTx = Db | Tx

export const sql = Prisma.sql

export type DbOptions = {
  url: string
  /** Connections of this process at most. */
  pool: number
  /** A statement that takes longer is cancelled: 5,000 in the web process, more in the worker. */
  statementTimeoutMs: number
}

/** A client that connects at the first query. Close it with `$disconnect`. */
export function connectDb({ url, pool, statementTimeoutMs }: DbOptions): Db {
  const adapter = new PrismaPg({
    connectionString: url,
    max: pool,
    connectionTimeoutMillis: 2_000,
    statement_timeout: statementTimeoutMs,
    lock_timeout: 3_000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
  })
  return new PrismaClient({ adapter, errorFormat: 'minimal', transactionOptions: { maxWait: 2_000, timeout: 30_000 } })
}

/** A list of ids as a Postgres array, for `= ANY(…)`: one parameter however many there are. */
export function uuids(ids: readonly string[]) {
  return Prisma.sql`${[...ids]}::uuid[]`
}
