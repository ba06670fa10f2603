import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startRedis } from '#bin/lib/redis.mjs'
import { findRedis } from '#bin/lib/redis-binary.mjs'

const stateDir = 'appendonlydir'

/** A Redis of one test's own, to be stopped, killed and set back. Ends with `await using`. */
export async function ownRedisServer() {
  const folder = await mkdtemp(path.join(tmpdir(), 'redis-'))
  const [dir, saved] = [path.join(folder, 'redis'), path.join(folder, 'saved')]
  const options = { ...(await findRedis()), dir, log: path.join(folder, 'redis.log'), password: 'x', isDurable: false }
  let server = await startRedis(options)
  async function kill() {
    const exited = once(server.child, 'exit')
    server.child.kill('SIGKILL')
    await exited
  }
  return {
    url: server.url,
    /** It goes on listening, and answers nobody. */
    hang: () => server.child.kill('SIGSTOP'),
    resume: () => server.child.kill('SIGCONT'),
    save: () => cp(path.join(dir, stateDir), saved, { recursive: true }),
    /** Killed, and started without what was written after `save`: as when the last second never reached the disk. */
    async loseSinceSave() {
      await kill()
      await rm(path.join(dir, stateDir), { recursive: true })
      await cp(saved, path.join(dir, stateDir), { recursive: true })
      server = await startRedis({ ...options, port: server.port })
    },
    async [Symbol.asyncDispose]() {
      await kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
