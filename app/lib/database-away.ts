/** Prisma: not reachable, timed out, closed, no connection free, no transaction begun in time. */
const prismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028'])
/** Postgres: a statement or a lock took too long, shutting down or starting, too many connections. */
const postgresCodes = new Set(['57014', '55P03', '57P01', '57P02', '57P03', '53300'])
const adapterKinds = new Set(['DatabaseNotReachable', 'SocketTimeout', 'ConnectionClosed', 'TooManyConnections'])
/** The network, where the driver passes its word on. */
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
])
/** What the driver itself says, without a code: no connection in time, and one that broke before or under a statement. */
const driverWords =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/

/** Whether it failed because Postgres does not answer now, rather than because of what was asked. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (driverWords.test(error.message)) return true
  const code = textOf(error, 'code')
  if (prismaCodes.has(code) || postgresCodes.has(code) || networkCodes.has(code)) return true
  const cause = fieldOf(fieldOf(fieldOf(error, 'meta'), 'driverAdapterError'), 'cause')
  return adapterKinds.has(textOf(cause, 'kind')) || postgresCodes.has(textOf(cause, 'originalCode'))
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function textOf(value: unknown, name: string): string {
  const text = fieldOf(value, name)
  return typeof text === 'string' ? text : ''
}
