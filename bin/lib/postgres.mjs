import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { explainOutput, Stop } from './errors.mjs'
import { openLog } from './logs.mjs'
import { findPort } from './ports.mjs'
import { commandOf, hasEnded, run, spawnChild, waitForEnd } from './processes.mjs'

export const superuser = 'tributary'
const readyTimeoutMs = 60_000
const stopTimeoutMs = 30_000
// SIGINT: Postgres' fast and clean end; SIGTERM would wait for every client.
const stopping = { signal: 'SIGINT', graceMs: stopTimeoutMs }
const portTries = 5

/**
 * An eighth of the memory, 64 MB to 2 GB. What a small site does not use is not taken from the machine; a large one would
 * read its indexes from files again and again.
 */
function sharedBuffers() {
  const megabytes = Math.min(process.constrainedMemory() || totalmem(), totalmem()) / 2 ** 20
  return `${Math.round(Math.min(Math.max(megabytes / 8, 64), 2_048))}MB`
}

const settings = ({ port, isDurable }) => ({
  listen_addresses: '127.0.0.1',
  port,
  // TCP only: a socket file would need a folder that is short, ours, and open to two users.
  unix_socket_directories: '',
  max_connections: isDurable ? 100 : 200,
  shared_buffers: isDurable ? sharedBuffers() : '64MB',
  max_wal_size: '512MB',
  io_method: 'sync',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // Details of an error carry the values of rows.
  log_error_verbosity: 'terse',
  synchronous_commit: 'on',
  ...(isDurable ? {} : { fsync: 'off', full_page_writes: 'off' }),
})

const asUser = (user) => ({
  ...(user ? { uid: user.uid, gid: user.gid } : {}),
  // Postgres keeps its working directory: it must be one that the user can enter.
  cwd: '/',
  env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
})

function give(user, file) {
  if (user) chownSync(file, user.uid, user.gid)
}

async function initialise({ binaries, user, dir, password, isDurable }) {
  const fresh = `${dir}.new`
  const passwordFile = `${dir}.password`
  // What an interrupted initdb left behind is no database yet.
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  give(user, fresh)
  writeFileSync(passwordFile, password, { mode: 0o600 })
  give(user, passwordFile)
  const args = ['-D', fresh, '-U', superuser, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8']
  args.push('--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions')
  if (!isDurable) args.push('--no-sync', '--no-data-checksums')
  try {
    await run(path.join(binaries, 'bin', 'initdb'), args, { name: 'initdb', ...asUser(user) })
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(fresh, dir)
}

function requireVersion(version, dir) {
  const data = readFileSync(path.join(dir, 'PG_VERSION'), 'utf8').trim()
  const program = version.split('.')[0]
  if (data !== program) {
    throw new Stop(
      `The database in ${dir} was made by Postgres ${data}, and this version brings ${program}: docs/operations.md tells how to take it over.`,
    )
  }
}

const readPidFile = (dir) => {
  try {
    return readFileSync(path.join(dir, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

/** Stops a server that an earlier command left running in this folder (it was killed). Nobody else's. */
export async function stopOrphanPostgres(dir) {
  const pid = Number(readPidFile(dir)?.[0])
  if (!pid || !commandOf(pid)?.includes(dir)) return
  process.kill(pid, 'SIGINT')
  if (!(await waitForEnd(pid, stopTimeoutMs))) {
    throw new Stop(
      `An earlier Postgres of this clone (process ${pid}) does not end: end it with \`kill -QUIT ${pid}\`.`,
    )
  }
}

/** Waits for `ready` in the last line of Postgres' own pid file, as pg_ctl does. */
async function waitUntilReady(child, dir) {
  const until = Date.now() + readyTimeoutMs
  while (!hasEnded(child)) {
    const lines = readPidFile(dir)
    if (Number(lines?.[0]) === child.pid && lines[7]?.trim() === 'ready') return true
    if (Date.now() > until) throw new Stop(`Postgres was not ready after ${readyTimeoutMs / 1000} s: see its log.`)
    await sleep(20)
  }
  return false
}

async function launch({ binaries, user, dir, log, port, isDurable }) {
  const options = Object.entries(settings({ port, isDurable })).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const { fd, tail, close } = openLog(log)
  // A process group of its own: Ctrl-C in the terminal must not reach it before those who use it.
  const child = spawnChild('postgres', path.join(binaries, 'bin', 'postgres'), ['-D', dir, ...options], {
    ...asUser(user),
    detached: true,
    stopping,
    stdio: ['ignore', fd, fd],
  })
  close()
  await Promise.race([once(child, 'spawn'), once(child, 'error').then(([error]) => Promise.reject(error))])
  if (await waitUntilReady(child, dir)) return { child }
  return { failure: tail() }
}

/**
 * Starts Postgres in `dir`, making the database cluster the first time.
 * Returns `{ port, url(database), child }`.
 * @param {{ binaries: string, version: string, user: object | null, dir: string, log: string, password: string, port?: number, isDurable: boolean }} options
 */
export async function startPostgres(options) {
  const { version, dir, log, password } = options
  await stopOrphanPostgres(dir)
  if (!existsSync(path.join(dir, 'PG_VERSION'))) await initialise(options)
  requireVersion(version, dir)
  let preferred = options.port
  for (let tries = 1; ; tries += 1) {
    const port = await findPort(preferred)
    const { child, failure } = await launch({ ...options, port })
    if (child) {
      const url = (database) => `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`
      return { port, url, child }
    }
    // Somebody took the port between the look and the start.
    const isTaken = /could not bind IPv4 address.*Address already in use/.test(failure)
    if (!isTaken || tries === portTries) {
      throw new Stop(explainOutput(failure) ?? `Postgres did not start; ${log} ends with:\n${failure}`)
    }
    preferred = undefined
  }
}
