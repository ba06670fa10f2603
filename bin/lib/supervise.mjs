import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Stop } from './errors.mjs'
import { isStopping } from './lifecycle.mjs'
import { logFile, openLog } from './logs.mjs'
import { inRoot } from './paths.mjs'
import { hasEnded, spawnChild } from './processes.mjs'
import { say, warn } from './say.mjs'

const firstDelayMs = 1_000
const maxDelayMs = 30_000
/** Up for so long, a process counts as healthy, and the next crash is a first one. */
const healthyMs = 60_000
const leash = fileURLToPath(new URL('./leash.mjs', import.meta.url))

/** Starts a bundle as `{ child, file, tail }`: its output goes to the log file, and it ends when this process does. */
export function launchProcess({ name, args, env }) {
  const file = logFile(name)
  const { fd, tail, close } = openLog(file)
  const child = spawnChild(name, process.execPath, ['--import', leash, ...args], {
    cwd: inRoot(),
    env: { ...process.env, ...env },
    // A process group of its own: on Ctrl-C we end things in order.
    detached: true,
    stdio: ['ignore', fd, fd, 'ipc'],
  })
  close()
  return { child, file, tail }
}

const howItEnded = ({ exitCode, signalCode }) =>
  signalCode ? `was ended by ${signalCode}` : `ended with code ${exitCode}`

/**
 * Keeps something running: when it ends by itself, says so and starts it again,
 * after 1 s, 2 s, 4 s … 30 s as long as it keeps ending.
 * @param {{ name: string, server: { child, tail? }, start: () => { child } | Promise<{ child }> }} what
 */
export async function keepRunning({ name, server, start }) {
  let current = server
  let delayMs = firstDelayMs
  while (!isStopping()) {
    const startedAt = Date.now()
    if (!hasEnded(current.child)) await once(current.child, 'exit')
    if (isStopping()) return
    if (Date.now() - startedAt > healthyMs) delayMs = firstDelayMs
    warn(`${name} ${howItEnded(current.child)}; it starts again in ${delayMs / 1000} s.`)
    if (current.tail?.()) say(current.tail())
    await sleep(delayMs)
    delayMs = Math.min(delayMs * 2, maxDelayMs)
    if (isStopping()) return
    try {
      current = await start()
      say(`  ${name} runs again.`)
    } catch (error) {
      if (!isStopping()) warn(`${name} did not start: ${error.message}`)
    }
  }
}

/**
 * Waits until `url` answers 200.
 * @throws Stop when the process ends first, with what it said last
 */
export async function waitUntilServing({ name, server, url, timeoutMs = 60_000 }) {
  const until = Date.now() + timeoutMs
  for (;;) {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null)
    await response?.body?.cancel()
    if (response?.status === 200) return
    if (hasEnded(server.child)) {
      throw new Stop(`${name} ${howItEnded(server.child)}:\n${server.tail()}`)
    }
    if (Date.now() > until) throw new Stop(`${name} does not answer at ${url}; its log is ${server.file}.`)
    await sleep(50)
  }
}
