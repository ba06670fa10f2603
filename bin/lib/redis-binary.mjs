import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { Stop } from './errors.mjs'
import { inData } from './paths.mjs'
import { run } from './processes.mjs'
import { step } from './say.mjs'

const programs = ['redis-server', 'valkey-server']
const hints = {
  darwin: '`brew install redis`',
  linux: '`apt install redis-server`, `dnf install valkey` or `apk add redis`',
}
const privateCopy = () => inData('redis-server')

function findOnPath(name) {
  for (const dir of (process.env.PATH ?? '').split(path.delimiter)) {
    try {
      accessSync(path.join(dir, name), constants.X_OK)
      return path.join(dir, name)
    } catch {}
  }
  return null
}

const runs = ({ program, env }) => spawnSync(program, ['--version'], { env: { ...process.env, ...env } }).status === 0

function findPrivateCopy() {
  const lib = path.join(privateCopy(), 'usr', 'lib')
  if (!existsSync(lib)) return null
  const folders = readdirSync(lib).filter((name) => name.endsWith('-linux-gnu') || name.includes('-linux-gnu'))
  const env = { LD_LIBRARY_PATH: folders.map((name) => path.join(lib, name)).join(path.delimiter) }
  for (const name of programs) {
    const program = path.join(privateCopy(), 'usr', 'bin', name)
    if (existsSync(program) && runs({ program, env })) return { program, env }
  }
  return null
}

/** Packages that the server needs and this machine has not, itself first. */
async function findMissingPackages(apt, server) {
  const flags = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'].map((kind) => `--no-${kind}`)
  const tree = await run('apt-cache', [...apt, 'depends', '--recurse', ...flags, server])
  const names = [...new Set(tree.split('\n').filter((line) => /^[a-z0-9]/.test(line)))]
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query fills these in.
  const query = ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names.map((name) => name.split(':')[0])]
  const known = spawnSync('dpkg-query', query, { encoding: 'utf8' }).stdout ?? ''
  const present = new Set(
    known
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  )
  return names.filter((name) => name === server || !present.has(name.split(':')[0]))
}

async function download(apt, into) {
  const errors = []
  for (const server of programs) {
    try {
      const packages = await findMissingPackages(apt, server)
      await run('apt-get', [...apt, 'download', ...packages], { cwd: into })
      return true
    } catch (error) {
      errors.push(error)
    }
  }
  return false
}

/**
 * Debian and Ubuntu: the server package and its libraries, unpacked for this clone alone.
 * Needs no root and installs nothing; the package lists are fetched into our own folder when the machine's are no use.
 */
async function fetchPrivateCopy() {
  const fresh = `${privateCopy()}.new`
  rmSync(fresh, { recursive: true, force: true })
  const lists = path.join(fresh, 'apt')
  mkdirSync(path.join(lists, 'lists', 'partial'), { recursive: true })
  const sandbox = ['-o', 'APT::Sandbox::User=root', '-o', `Dir::Cache=${lists}`]
  const own = [...sandbox, '-o', `Dir::State::Lists=${path.join(lists, 'lists')}`, '-o', 'Debug::NoLocking=1']
  let isFetched = await download(sandbox, fresh)
  if (!isFetched) {
    await run('apt-get', [...own, 'update']).catch(() => {})
    isFetched = await download(own, fresh)
  }
  if (isFetched) {
    for (const name of readdirSync(fresh).filter((one) => one.endsWith('.deb'))) {
      await run('dpkg', ['-x', path.join(fresh, name), fresh])
      rmSync(path.join(fresh, name))
    }
  }
  rmSync(lists, { recursive: true, force: true })
  rmSync(privateCopy(), { recursive: true, force: true })
  renameSync(fresh, privateCopy())
}

/**
 * A Redis (or Valkey) to run: of the machine, else a private copy: `{ program, env }`.
 * @throws Stop with the install command of the platform
 */
export async function findRedis() {
  for (const name of programs) {
    const program = findOnPath(name)
    if (program) return { program, env: {} }
  }
  const present = findPrivateCopy()
  if (present) return present
  if (findOnPath('apt-get') && findOnPath('dpkg')) {
    await step('Fetching a private copy of Redis (nothing is installed)', fetchPrivateCopy)
    const fetched = findPrivateCopy()
    if (fetched) return fetched
  }
  throw new Stop(
    `There is no Redis on this machine: install it (${hints[process.platform] ?? 'https://redis.io'}), or set REDIS_URL.`,
  )
}
