import { readFileSync } from 'node:fs'
import { Stop } from './errors.mjs'
import { inRoot } from './paths.mjs'

const line = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^#\r\n]*?))\s*(?:#.*)?$/

/** The KEY=value lines of an `.env` file. */
export function parseEnvFile(text) {
  const found = {}
  for (const [number, content] of text.split('\n').entries()) {
    if (/^\s*(#|$)/.test(content)) continue
    const match = line.exec(content)
    if (!match) throw new Stop(`.env, line ${number + 1}: write it as NAME=value.`)
    found[match[1]] = match[2] ?? match[3] ?? match[4]
  }
  return found
}

function readEnvFile() {
  try {
    return parseEnvFile(readFileSync(inRoot('.env'), 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return {}
    throw error
  }
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const isSupported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24
  if (isSupported) return
  throw new Stop(
    `Node ${process.versions.node} is not supported: install Node 20.19 or newer, 22 or 24 (https://nodejs.org).`,
  )
}

const redisExample = 'redis://host:6379 or rediss://host:6379, with commas between the nodes of a cluster'

const wrong = (name, mustBe) => new Stop(`${name} is wrong: ${mustBe} (.env.example tells of every setting).`)

function checkUrl(settings, name, pattern, example) {
  if (settings[name] && !(pattern.test(settings[name]) && URL.canParse(settings[name]))) {
    throw wrong(name, `must look like ${example}`)
  }
}

/**
 * Every setting that was given: the environment, else `.env`. Empty values count as not set.
 * What is used before the app runs is checked here; the app checks all of them as it starts.
 * @throws Stop naming the variable and what it must be
 */
export function readSettings() {
  requireNode()
  const given = Object.entries({ ...readEnvFile(), ...process.env }).filter(([, value]) => value !== '')
  const settings = Object.fromEntries(given)
  const port = settings.PORT ?? '3000'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) throw wrong('PORT', 'must be a whole number, 0 to 65535')
  checkUrl(settings, 'DATABASE_URL', /^postgres(ql)?:\/\//, 'postgresql://user:password@host:5432/database')
  for (const REDIS_URL of settings.REDIS_URL?.split(',') ?? []) {
    checkUrl({ REDIS_URL: REDIS_URL.trim() || '-' }, 'REDIS_URL', /^rediss?:\/\//, redisExample)
  }
  checkUrl(settings, 'ORIGIN', /^https?:\/\//, 'https://social.example')
  if ((settings.SESSION_SECRET?.length ?? 32) < 32) {
    throw wrong('SESSION_SECRET', 'must be at least 32 characters; `openssl rand -hex 32` makes one')
  }
  if (!['on', 'off', undefined].includes(settings.DEMO)) throw wrong('DEMO', 'must be on or off')
  return { ...settings, PORT: port, HOST: settings.HOST ?? '127.0.0.1' }
}

const isLocal = (hostname) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname) || hostname.endsWith('.localhost')

/**
 * A site with an address of the outside is for its own people: it gets the demo community only when that is asked for.
 * @param {{ DEMO?: string, ORIGIN?: string }} settings
 */
export function wantsDemo({ DEMO, ORIGIN }) {
  return DEMO ? DEMO === 'on' : !ORIGIN || isLocal(new URL(ORIGIN).hostname)
}

/**
 * What people type.
 * @param {{ ORIGIN?: string, PORT: string }} settings
 */
export const addressOf = ({ ORIGIN, PORT }) => (ORIGIN ? new URL(ORIGIN).origin : `http://localhost:${PORT}`)
