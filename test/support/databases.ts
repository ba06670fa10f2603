import { Redis } from 'ioredis'
import { Client } from 'pg'

/** Redis databases that are taken in turn; 0 holds the turn. */
const redisDatabases = 63

export function databaseUrl(adminUrl: string, database: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  return url.href
}

export async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The address of an empty Redis database on this server. */
export async function ownRedis(serverUrl: string): Promise<string> {
  const shared = new Redis(serverUrl)
  const turn = await shared.incr('test:turn')
  const url = new URL(serverUrl)
  url.pathname = `/${1 + (turn % redisDatabases)}`
  await shared.select(1 + (turn % redisDatabases))
  await shared.flushdb()
  await shared.quit()
  return url.href
}
