import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { inRoot } from '#bin/lib/paths.mjs'
import type { World } from './world.ts'

/** A worker as it runs in production, in a process of its own. Returns once it says that it is ready. */
export async function startWorker(world: World, settings: Record<string, string> = {}) {
  const worker = spawnWorker(world, settings)
  await worker.said('worker ready')
  return worker
}

/** The same, not waited for. `entry`: what runs instead of the app's own worker. */
export function spawnWorker(world: World, settings: Record<string, string> = {}, entry = 'jobs/worker.ts') {
  const { DATABASE_URL, REDIS_URL, SESSION_SECRET, FEED_PULL_THRESHOLD } = world.env
  const own = { DATABASE_URL, REDIS_URL, SESSION_SECRET, FEED_PULL_THRESHOLD: String(FEED_PULL_THRESHOLD) }
  const env = { PATH: process.env.PATH, LOG_LEVEL: 'info', ...own }
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', entry], {
    cwd: inRoot(),
    env: { ...env, DATABASE_POOL: '4', LINK_PREVIEWS: 'off', ...settings, NODE_ENV: 'test' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => (output += data.toString()))

  /** Sends the signal and waits for the end. @returns the exit code, or the signal that ended it */
  async function end(signal: NodeJS.Signals): Promise<number | string> {
    child.kill(signal)
    const [code, by] = await exited
    return code ?? by
  }

  return {
    end,
    exited,
    output: () => output,
    async said(text: string): Promise<void> {
      while (!output.includes(text)) {
        if (child.exitCode !== null) throw new Error(`the worker ended before it said "${text}":\n${output}`)
        await Promise.race([once(child.stdout ?? child, 'data'), exited])
      }
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) await end('SIGKILL')
    },
  }
}
