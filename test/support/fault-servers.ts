import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { writeJson } from '#bin/lib/files.mjs'
import { migrate } from '#bin/lib/migrate.mjs'
import { dataDir, ensureDir, inData } from '#bin/lib/paths.mjs'
import { startPostgres } from '#bin/lib/postgres.mjs'
import { findPostgresHome, requirePlatform } from '#bin/lib/postgres-home.mjs'
import { self, stopChild, waitForEnd } from '#bin/lib/processes.mjs'
import { startRedis } from '#bin/lib/redis.mjs'
import { findRedis } from '#bin/lib/redis-binary.mjs'
import { secrets } from '#bin/lib/servers.mjs'

const endsWithinMs = 10_000
let clusters = 0

/** A Postgres (migrated) and a Redis of one's own, which can be killed, frozen and started again on the same port. */
export async function startFaultServers() {
  requirePlatform()
  clusters += 1
  // bin/lib/with-servers.mjs removes what a killed run leaves behind under such a name.
  const name = `test-${process.pid}-${clusters}`
  ensureDir(dataDir)
  writeJson(path.join(ensureDir(inData(name)), 'owner.json'), self())
  const { home, ...program } = findPostgresHome()
  const folder = ensureDir(path.join(home, name))
  const [postgres, redis] = await Promise.all([
    openPostgres({
      ...program,
      dir: path.join(folder, 'postgres'),
      log: inData(name, 'postgres.log'),
      password: secrets().postgres,
      isDurable: true,
    }),
    openRedis({
      ...(await findRedis()),
      dir: inData(name, 'redis'),
      log: inData(name, 'redis.log'),
      password: secrets().redis,
      isDurable: true,
    }),
  ])
  return {
    postgres,
    redis,
    async end(): Promise<void> {
      await Promise.all([postgres.end(), redis.end()])
      rmSync(folder, { recursive: true, force: true })
      rmSync(inData(name), { recursive: true, force: true })
    },
  }
}

async function openPostgres(options: Parameters<typeof startPostgres>[0]) {
  let server = await startPostgres(options)
  const { port } = server
  const client = new Client({ connectionString: server.url('postgres') })
  await client.connect()
  await migrate(client)
  await client.end()
  return {
    url: server.url('postgres'),
    /** The postmaster and all of its children, at once: nothing is written any more. */
    async kill(): Promise<void> {
      const pid = server.child.pid ?? 0
      const family = [pid, ...childrenOf(pid)]
      for (const one of family) process.kill(one, 'SIGKILL')
      // A child that lives on holds the shared memory, and the restart is refused.
      for (const one of family) await waitForEnd(one, endsWithinMs)
    },
    async start(): Promise<void> {
      server = await startPostgres({ ...options, port })
    },
    end: () => stopChild(server.child, { signal: 'SIGINT' }),
  }
}

function childrenOf(pid: number): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child = 0, parent]) => (parent === pid ? [child] : []))
}

async function openRedis(options: Parameters<typeof startRedis>[0]) {
  let server = await startRedis(options)
  const { port, url } = server
  return {
    url,
    async kill(): Promise<void> {
      server.child.kill('SIGKILL')
      await waitForEnd(server.child.pid, endsWithinMs)
    },
    async start(): Promise<void> {
      server = await startRedis({ ...options, port })
    },
    /** What a Redis that writes nothing to disk has after it was killed. Only while it is dead. */
    forget: () => rmSync(path.join(options.dir, 'appendonlydir'), { recursive: true, force: true }),
    freeze: () => server.child.kill('SIGSTOP'),
    thaw: () => server.child.kill('SIGCONT'),
    async end(): Promise<void> {
      server.child.kill('SIGCONT')
      await stopChild(server.child)
    },
  }
}
