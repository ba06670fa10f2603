import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { explainOutput, Stop } from './errors.mjs'
import { readJson, writeJson } from './files.mjs'
import { openLog } from './logs.mjs'
import { ensureDir } from './paths.mjs'
import { findPort } from './ports.mjs'
import { hasEnded, isAlive, spawnChild, waitForEnd } from './processes.mjs'
import { askRedis } from './resp.mjs'

const readyTimeoutMs = 60_000
const stopTimeoutMs = 15_000
const portTries = 5

const config = ({ dir, port, password, isDurable, settings = [] }) => `bind 127.0.0.1
port ${port}
requirepass ${password}
dir "${dir}"
databases 64
appendonly yes
appendfsync ${isDurable ? 'everysec' : 'no'}
save ""
maxmemory-policy noeviction
${settings.map((line) => `${line}\n`).join('')}`

const urlOf = ({ port, password }) => `redis://:${password}@127.0.0.1:${port}`
const pidFile = (dir) => path.join(dir, 'server.json')

/** Stops a server that an earlier command left running in this folder (it was killed). Nobody else's. */
export async function stopOrphanRedis(dir, password) {
  const left = readJson(pidFile(dir))
  if (!left || !isAlive(left.pid)) return
  const url = urlOf({ port: left.port, password })
  try {
    const [[, itsDir]] = await askRedis(url, [['CONFIG', 'GET', 'dir']])
    if (itsDir !== dir) return
  } catch {
    // Another program has the pid or the port by now.
    return
  }
  // It closes the connection instead of answering.
  await askRedis(url, [['SHUTDOWN']]).catch(() => {})
  if (!(await waitForEnd(left.pid, stopTimeoutMs))) {
    throw new Stop(
      `An earlier Redis of this clone (process ${left.pid}) does not end: end it with \`kill ${left.pid}\`.`,
    )
  }
}

async function waitUntilReady(child, url) {
  const until = Date.now() + readyTimeoutMs
  while (!hasEnded(child)) {
    // Refused until it listens, LOADING until the append-only file is read.
    const isReady = await askRedis(url, [['PING']]).then(
      () => true,
      () => false,
    )
    if (isReady) return true
    if (Date.now() > until) throw new Stop(`Redis was not ready after ${readyTimeoutMs / 1000} s: see its log.`)
    await sleep(20)
  }
  return false
}

async function launch({ program, env, dir, log, port, password, isDurable, settings }) {
  const file = path.join(dir, 'redis.conf')
  // In a file, not on the command line: there everybody could read the password.
  writeFileSync(file, config({ dir, port, password, isDurable, settings }), { mode: 0o600 })
  const { fd, tail, close } = openLog(log)
  const child = spawnChild('redis', program, [file], {
    cwd: dir,
    env: { ...process.env, ...env },
    detached: true,
    stopping: { graceMs: stopTimeoutMs },
    stdio: ['ignore', fd, fd],
  })
  close()
  await Promise.race([once(child, 'spawn'), once(child, 'error').then(([error]) => Promise.reject(error))])
  writeJson(pidFile(dir), { pid: child.pid, port })
  if (await waitUntilReady(child, urlOf({ port, password }))) return { child }
  return { failure: tail() }
}

/**
 * Starts Redis in `dir`. Returns `{ port, url, child }`. `settings` are further lines of its configuration.
 * @param {{ program: string, env: object, dir: string, log: string, password: string, port?: number, isDurable: boolean, settings?: string[] }} options
 */
export async function startRedis(options) {
  const { dir, log, password } = options
  ensureDir(dir, 0o700)
  if (existsSync(pidFile(dir))) await stopOrphanRedis(dir, password)
  let preferred = options.port
  for (let tries = 1; ; tries += 1) {
    const port = await findPort(preferred)
    const { child, failure } = await launch({ ...options, port })
    if (child) {
      return { port, url: urlOf({ port, password }), child }
    }
    const isTaken = /bind: Address already in use/.test(failure)
    if (!isTaken || tries === portTries) {
      throw new Stop(explainOutput(failure) ?? `Redis did not start; ${log} ends with:\n${failure}`)
    }
    preferred = undefined
  }
}
