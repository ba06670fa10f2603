import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { outsideHome } from '#bin/lib/postgres-home.mjs'

const root = path.resolve(import.meta.dirname, '../..')
const parts = ['app', 'bin', 'jobs', 'prisma', 'public', 'build', 'dist']
const files = ['package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts']

/** A command of a clone, with what it said so far. */
export type Command = { child: ChildProcess; output: () => string; ended: Promise<number | null> }

/**
 * A second clone of this repository, built and with its packages, but with no data.
 * The private copy of Redis comes along: fetching it has a test of its own.
 */
export function makeClone() {
  // With a space: paths of clones have them.
  const dir = realpathSync(mkdtempSync(path.join(tmpdir(), 'a clone ')))
  // Folders of mkdtemp are closed to others; root's Postgres runs as another user.
  chmodSync(dir, 0o755)
  for (const name of [...parts, ...files, '.data/redis-server']) {
    if (existsSync(path.join(root, name))) cpSync(path.join(root, name), path.join(dir, name), { recursive: true })
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(dir, 'node_modules'))
  const commands: Command[] = []

  function run(
    script: string,
    { args = [], env = {} }: { args?: string[]; env?: Record<string, string> } = {},
  ): Command {
    const { TEST_DATABASE_URL, TEST_REDIS_URL, VITEST, NODE_ENV, ...outer } = process.env
    const child = spawn(process.execPath, [path.join('bin', script), ...args], {
      cwd: dir,
      env: { ...outer, NODE_ENV: 'production', DEMO: 'off', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    const ended = once(child, 'close').then(([code]) => code)
    const command = { child, output: () => output, ended }
    commands.push(command)
    return command
  }

  /** Everything that runs out of this clone, by the command lines of this machine. */
  function findProcesses(): { pid: number; command: string }[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        try {
          const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')
          // Where root's Postgres may not enter this repository, binaries and database lie elsewhere.
          return command.includes(dir) || command.includes(outsideHome(dir)) ? [{ pid: Number(name), command }] : []
        } catch {
          return []
        }
      })
  }

  /** Ends every command as Ctrl-C does. */
  async function stop() {
    for (const { child } of commands) child.kill('SIGINT')
    await Promise.all(commands.map(({ ended }) => ended))
  }

  async function remove() {
    await stop()
    for (const { pid } of findProcesses()) process.kill(pid, 'SIGKILL')
    for (const folder of [dir, outsideHome(dir)]) rmSync(folder, { recursive: true, force: true })
  }
  return { dir, run, findProcesses, stop, remove }
}

/** Waits until the command has said this. */
export async function saying(command: Command, text: string | RegExp, timeoutMs = 60_000): Promise<void> {
  const until = Date.now() + timeoutMs
  while (!command.output().match(text)) {
    if (Date.now() > until || command.child.exitCode !== null) {
      throw new Error(`It never said ${text}, but:\n${command.output()}`)
    }
    await sleep(50)
  }
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
