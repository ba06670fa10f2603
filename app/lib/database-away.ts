/** Prisma: not reachable, timed out, closed, no connection free, no transaction begun in time. */
const prismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028'])
/** Postgres: a statement or a lock took too long, shutting down or starting, too many connections. */
const postgresCodes = new Set(['57014', '55P03', '57P01', '57P02', '57P03', '53300'])
const adapterKinds = new Set(['DatabaseNotReachable', 'SocketTimeout', 'ConnectionClosed', 'TooManyConnections'])
const poolTimeout = 'timeout exceeded when trying to connect'

/** Whether it failed because Postgres does not answer now, rather than because of what was asked. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error.message.includes(poolTimeout)) return true
  if (prismaCodes.has(textOf(error, 'code'))) return true
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
