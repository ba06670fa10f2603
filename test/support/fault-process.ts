import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { inRoot } from '#bin/lib/paths.mjs'
import { hasEnded, spawnChild, stopChild } from '#bin/lib/processes.mjs'

const readyWithinMs = 60_000
const maxStarts = 3

type Options = {
  name: string
  stage: 'web' | 'worker'
  entry: string
  env: Record<string, string>
  logFile: string
  /** What it logs when it is ready. */
  readyWords: string
}

/** A process of the built app that can be killed, stopped, frozen and started again, as often as one likes. */
export function createProcess({ name, stage, entry, env, logFile, readyWords }: Options) {
  let child: ReturnType<typeof spawnChild> | null = null

  /** Returns once it says that it is ready; one that ends before is started again, as whoever runs it would. @throws */
  async function start(): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await launch()
      } catch (error) {
        appendFileSync(logFile, `--- ${String(error)}\n`)
        if (tries === maxStarts) throw error
      }
    }
  }

  async function launch(): Promise<void> {
    const launched = spawnChild(stage, process.execPath, [entry], {
      cwd: inRoot(),
      env: { PATH: process.env.PATH, NODE_ENV: 'production', PGAPPNAME: name, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = launched
    appendFileSync(logFile, `--- started as process ${launched.pid}\n`)
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${name} was not ready in time`)), readyWithinMs)
      let said = ''
      let isReady = false
      for (const stream of [launched.stdout, launched.stderr]) {
        stream?.on('data', (data: Buffer) => {
          appendFileSync(logFile, data)
          if (isReady) return
          said += data.toString()
          isReady = said.includes(readyWords)
          if (!isReady) return
          clearTimeout(timer)
          resolve()
        })
      }
      launched.once('exit', () => reject(new Error(`${name} ended before it was ready:\n${said.slice(-2_000)}`)))
    })
  }

  async function signal(kind: NodeJS.Signals): Promise<void> {
    if (!child || hasEnded(child)) return
    const exited = once(child, 'exit')
    child.kill(kind)
    await exited
  }

  return {
    name,
    start,
    /** As when the power goes. */
    kill: () => signal('SIGKILL'),
    /** Asked to end, and waited for. */
    stop: () => (child ? stopChild(child) : Promise.resolve()),
    freeze: () => child?.kill('SIGSTOP'),
    thaw: () => child?.kill('SIGCONT'),
    isRunning: () => child !== null && !hasEnded(child),
  }
}
