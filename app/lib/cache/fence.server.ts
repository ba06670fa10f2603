import timers from 'node:timers/promises'
import { Client } from 'pg'
import type { Logger } from '#app/lib/log.server.ts'
import { coalesce } from './coalesce.ts'

const readEveryMs = 500
/** What is cached is trusted for so long after the start of the last read of the fence that succeeded. */
const trustMs = 1_500
/** Added where others are waited for: timers and clocks of two processes do not run alike. */
const marginMs = 100
const answerWithinMs = 1_000
/** A raise that takes longer than this cannot be said to have followed the one before without a gap. */
const unbrokenMs = 3_000
const retryForMs = 10_000
const retryEveryMs = 200

/** What a writer that cannot reach Redis does instead of invalidating: it makes everybody distrust what is cached. */
export interface Fence {
  /** Goes up with each raise: what was cached under another number is void. */
  readonly number: number
  /** Whether what is cached may be trusted now. */
  isOpen(): boolean
  /** After the first read, whether that succeeded or not. Starts the reading. */
  ready(): Promise<void>
  /** Closes the fence for 10 seconds. @throws when Postgres does not take it */
  raise(): Promise<void>
  /** Closes the fence as soon as Postgres takes it. */
  raiseSoon(): void
  /** Closes the fence, and resolves when nobody trusts what is cached. @throws after 10 seconds without Postgres */
  raiseForAll(): Promise<void>
  close(): Promise<void>
}

type Connection = Readonly<{ client: Client; isReady: Promise<unknown> }>
type Row = { number: number; closed_at: string | null; is_closed: boolean }

const state = 'number, closed_at::text, coalesce(closed_until > clock_timestamp(), false) AS is_closed'
const readFence = `SELECT ${state} FROM cache_fence WHERE id = 1`
// A closure goes on only if much of it is left: others must not read an open fence before this one is committed.
const raiseFence = `
  UPDATE cache_fence SET number = number + 1,
    closed_at = CASE WHEN closed_until > clock_timestamp() + interval '5 s' THEN closed_at ELSE clock_timestamp() END,
    closed_until = greatest(closed_until, clock_timestamp() + interval '10 s')
  WHERE id = 1 RETURNING ${state}`

type Options = {
  databaseUrl: string
  log: Logger
  /** The number is another: what is held is void. Called before the fence says that it is open. */
  onRaised: () => void
}

/** Reads the fence twice a second over a connection of its own, from the first use on. */
export function createFence({ databaseUrl, log, onRaised }: Options): Fence {
  let number = -1
  let isClosed = true
  /** When the last read that succeeded began, by both clocks: one stands still while the machine sleeps. */
  let readAt = { steady: Number.NEGATIVE_INFINITY, wall: 0 }
  let closure = { id: '', seenAt: 0 }
  let isOwed = false
  let isEnded = false
  let timer: NodeJS.Timeout | undefined
  let first: Promise<void> | undefined
  let connection: Connection | undefined
  let asking: Promise<void> = Promise.resolve()

  function connect(): Connection {
    const client = new Client({
      connectionString: databaseUrl,
      application_name: 'tributary cache fence',
      connectionTimeoutMillis: answerWithinMs,
      query_timeout: answerWithinMs,
      statement_timeout: answerWithinMs,
      keepAlive: true,
    })
    const opened = { client, isReady: client.connect() }
    client.on('error', () => drop(opened))
    return opened
  }

  function drop(broken: Connection): void {
    if (connection === broken) connection = undefined
    broken.client.end().catch(() => undefined)
  }

  /** One statement at a time. */
  function ask(statement: string): Promise<void> {
    asking = asking.catch(() => undefined).then(() => query(statement))
    return asking
  }

  async function query(statement: string): Promise<void> {
    if (isEnded) throw new Error('the cache was closed')
    connection ??= connect()
    const own = connection
    const began = { steady: performance.now(), wall: Date.now() }
    try {
      await own.isReady
      const { rows } = await own.client.query<Row>(statement)
      const [row] = rows
      if (!row) throw new Error('the table cache_fence has no row')
      learn(row, began)
    } catch (error) {
      drop(own)
      throw error
    }
  }

  function learn(row: Row, began: { steady: number; wall: number }): void {
    const now = performance.now()
    if (row.number !== number) onRaised()
    if (row.is_closed && (row.closed_at !== closure.id || now - began.steady > unbrokenMs)) {
      closure = { id: row.closed_at ?? '', seenAt: now }
    }
    if (row.is_closed !== isClosed && number !== -1) {
      if (row.is_closed) log.warn('the caches are not trusted: somebody could not invalidate')
      else log.info('the caches are trusted again')
    }
    number = row.number
    isClosed = row.is_closed
    readAt = began
  }

  const read = coalesce(async () => {
    await ask(isOwed ? raiseFence : readFence)
    isOwed = false
  })
  const raise = coalesce(() => ask(raiseFence))

  async function raisePatiently(): Promise<void> {
    const deadline = performance.now() + retryForMs
    for (;;) {
      try {
        return await raise()
      } catch (error) {
        if (isEnded || performance.now() > deadline) {
          // Owed even after the writer has given up.
          isOwed = true
          throw error
        }
        await timers.setTimeout(retryEveryMs)
      }
    }
  }

  function look(): Promise<void> {
    timer ??= setInterval(look, readEveryMs).unref()
    return read().catch(() => undefined)
  }

  function ready(): Promise<void> {
    first ??= look()
    return first
  }

  return {
    get number() {
      return number
    },
    isOpen() {
      const isFresh = performance.now() - readAt.steady < trustMs && Math.abs(Date.now() - readAt.wall) < trustMs
      return isFresh && !isClosed
    },
    ready,
    raise,
    raiseSoon() {
      isOwed = true
      void look()
    },
    async raiseForAll() {
      await ready()
      await raisePatiently()
      const waitMs = closure.seenAt + trustMs + marginMs - performance.now()
      if (waitMs > 0) await timers.setTimeout(waitMs)
    },
    async close() {
      if (isOwed) await raise().catch(() => undefined)
      isEnded = true
      clearInterval(timer)
      // A server that hangs does not say goodbye.
      await Promise.race([connection?.client.end(), timers.setTimeout(answerWithinMs, undefined, { ref: false })])
    },
  }
}
