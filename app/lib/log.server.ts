import { AsyncLocalStorage } from 'node:async_hooks'
import pino, { type DestinationStream, type Logger } from 'pino'
import type { Env } from './env.server.ts'
import { singleton } from './singleton.ts'

export type { Logger }

/** What every line says that is written while one request or one job runs. */
export type LogContext = Readonly<{ requestId?: string; jobId?: string; jobName?: string }>

declare module './singleton.ts' {
  interface Singletons {
    logContext: AsyncLocalStorage<LogContext>
  }
}

/** Fields that never reach a log, wherever in an object they stand (two levels below it are looked at). */
const secret = new Set([
  'password',
  'newPassword',
  'currentPassword',
  'token',
  'email',
  'cookie',
  'authorization',
  'set-cookie',
])
const levelsBelow = 2
const censored = '[secret]'

/**
 * The log of one process: a line of JSON each, to standard output unless told otherwise.
 * Log facts as fields, not inside the message: only fields are redacted.
 */
export function createLog(
  { NODE_ENV, LOG_LEVEL }: Pick<Env, 'NODE_ENV' | 'LOG_LEVEL'>,
  process: 'web' | 'worker' | 'cli',
  destination?: DestinationStream,
): Logger {
  const options: pino.LoggerOptions = {
    level: LOG_LEVEL,
    base: { process, env: NODE_ENV },
    // Those of a child of this log go through no formatter.
    serializers: { ...Object.fromEntries([...secret].map((name) => [name, () => censored])), err: describeError },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (level) => ({ level }),
      log: (fields) => withoutSecrets(fields, levelsBelow),
    },
    mixin: () => ({ ...contexts().getStore() }),
  }
  return pino(options, destination ?? outputByTurn())
}

/** Standard output, written to once in a turn of the event loop: a system call for each line costs more than the line. */
function outputByTurn(): DestinationStream {
  const output = pino.destination(1)
  let lines = ''
  function flush(): void {
    const text = lines
    lines = ''
    if (text) output.write(text)
  }
  process.once('exit', flush)
  return {
    write(line) {
      if (!lines) setImmediate(flush)
      lines += line
    },
  }
}

/** Runs `work`; every line logged in it, however deep and late, carries the fields of `context`. */
export function withLogContext<Result>(context: LogContext, work: () => Result): Result {
  return contexts().run({ ...contexts().getStore(), ...context }, work)
}

// Shared by all copies of this module (server bundle, Remix build), or a request's id would not reach the domain.
function contexts(): AsyncLocalStorage<LogContext> {
  return singleton('logContext', () => new AsyncLocalStorage<LogContext>())
}

type Fields = Record<string, unknown>

/** The same object where it has none. Pino's own redaction takes each path apart, and was a twelfth of an API request. */
function withoutSecrets(fields: Fields, below: number): Fields {
  let copy: Fields | null = null
  for (const [name, value] of Object.entries(fields)) {
    const shown = secret.has(name) ? censored : shownOf(value, below)
    if (shown !== value) copy = { ...(copy ?? fields), [name]: shown }
  }
  return copy ?? fields
}

function shownOf(value: unknown, below: number): unknown {
  if (below === 0) return value
  if (Array.isArray(value)) return value.map((item) => shownOf(item, below - 1))
  return isPlain(value) ? withoutSecrets(value, below - 1) : value
}

function isPlain(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null) return false
  const kind = Object.getPrototypeOf(value)
  return kind === Object.prototype || kind === null
}

/** Name, message, stack and causes only: an error may carry the query or the request that it failed on. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) }
  return { type: error.name, message: error.message, stack: error.stack, ...code, ...cause }
}
