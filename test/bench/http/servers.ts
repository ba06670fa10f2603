import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { inRoot } from '#bin/lib/paths.mjs'
import { findPort } from '#bin/lib/ports.mjs'

const readyWithinMs = 20_000

type ServerOptions = {
  /** For node. */
  args: readonly string[]
  env: Readonly<Record<string, string>>
  /** What it answers when it is ready. */
  path: string
  cwd?: string
}

/** A server process in production mode on a port of its own; `PORT` tells it. Returns once it answers. */
export async function startServer({ args, env, path, cwd }: ServerOptions) {
  const port = await findPort(undefined)
  const address = `http://127.0.0.1:${port}`
  const { child, end } = startProcess({ args, env: { ...env, PORT: String(port) }, cwd })
  await untilReady(child, address + path)
  return { port, address, url: address + path, end }
}

/** A process in production mode that ends with this one at the latest. */
export function startProcess({ args, env, cwd = inRoot() }: Omit<ServerOptions, 'path'>) {
  // Its log is written, as in production, and read by nobody.
  const child = spawn(process.execPath, [...args], {
    cwd,
    env: { PATH: process.env.PATH, ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  return {
    child,
    async end(): Promise<void> {
      process.off('exit', kill)
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  const until = Date.now() + readyWithinMs
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server for ${url} ended with ${child.exitCode}`)
    const answer = await fetch(url).catch(() => null)
    await answer?.arrayBuffer()
    if (answer?.ok) return
    await sleep(50)
  }
  throw new Error(`${url} was not ready within ${readyWithinMs} ms`)
}
