import { Stop } from './errors.mjs'
import { migrate } from './migrate.mjs'

const connectTimeoutMs = 10_000

const sentences = {
  ECONNREFUSED: (host) => `no Postgres listens at ${host}: start it, or correct the address.`,
  ENOTFOUND: (host) => `the host of ${host} is unknown: correct the address.`,
  EAI_AGAIN: (host) => `the host of ${host} could not be looked up: check the network.`,
  '28P01': () => 'the password is wrong.',
  28000: () => 'this user may not connect.',
  '3D000': () => 'there is no such database: create it first (`createdb`).',
  42501: () => 'this user may not create tables there.',
}

function asSentence(error, url) {
  const host = new URL(url).host
  const sentence = sentences[error.code]?.(host) ?? `${host} did not answer as expected (${error.message}).`
  return new Stop(`DATABASE_URL: ${sentence}`)
}

/**
 * Connects, runs `work(client)`, and disconnects.
 * @throws Stop naming DATABASE_URL when the connection fails
 */
async function withClient(url, work) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs })
  // A server that goes away is told by the next query.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw asSentence(error, url)
  }
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Creates the database `name` unless it exists. */
export const ensureDatabase = (adminUrl, name) =>
  withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
  })

/** Brings the database to the newest migration. Returns the names of those that were applied now. */
export const migrateDatabase = (url) => withClient(url, (client) => migrate(client))
