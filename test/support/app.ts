import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { findPort } from '#bin/lib/ports.mjs'
import { ownServers } from './servers.ts'

const readyWithinMs = 30_000

/** The built app as people get it: a web and a worker process on servers of their own. */
export async function startApp(settings: Record<string, string> = {}) {
  const servers = await ownServers()
  const port = await findPort(undefined)
  const address = `http://localhost:${port}`
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'production' as const,
    LOG_LEVEL: 'warn',
    LINK_PREVIEWS: 'off',
    DATABASE_URL: servers.databaseUrl,
    REDIS_URL: servers.redisUrl,
    MEDIA_PATH: servers.mediaPath,
    SESSION_SECRET: 'a secret for tests that is long enough',
    PORT: String(port),
    ...settings,
  }
  const children = [launch('dist/server.js', env), launch('dist/worker.js', env)]
  await untilReady(`${address}/readyz`)
  return {
    address,
    env,
    async end() {
      await Promise.all(children.map(stop))
      await servers[Symbol.asyncDispose]()
    },
  }
}

export type App = Awaited<ReturnType<typeof startApp>>

function launch(entry: string, env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [entry], { env, stdio: ['ignore', 'inherit', 'inherit'] })
}

async function untilReady(url: string): Promise<void> {
  const until = Date.now() + readyWithinMs
  for (;;) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    if (Date.now() > until) throw new Error(`${url} was not ready within ${readyWithinMs} ms`)
    await sleep(100)
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
