import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Stop } from './errors.mjs'

// Below the range that Linux hands to outgoing connections, so that none takes the port in between.
const lowest = 20_000
const highest = 32_000

/** Why the port cannot be listened on: null when it can, else the system's error code. */
export async function whyTaken(port, host = '127.0.0.1') {
  const server = createServer()
  try {
    server.listen({ port, host, exclusive: true })
    await once(server, 'listening')
    server.close()
    await once(server, 'close')
    return null
  } catch (error) {
    return error.code
  }
}

/** A free port of this machine: the preferred one, else any. */
export async function findPort(preferred) {
  if (preferred && (await whyTaken(preferred)) === null) return preferred
  for (;;) {
    const port = randomInt(lowest, highest)
    if ((await whyTaken(port)) === null) return port
  }
}

const sentences = {
  EADDRINUSE: (port) =>
    `PORT ${port} is taken by another program: stop that program, or choose another port (PORT=${port + 1} npm start).`,
  EACCES: (port) => `PORT ${port} may be used by root only: choose one above 1023 (PORT=3000 npm start).`,
  EADDRNOTAVAIL: (_, host) => `HOST ${host} is no address of this machine: use 127.0.0.1, or 0.0.0.0 for all of them.`,
  ENOTFOUND: (_, host) => `HOST ${host} is no address of this machine: use 127.0.0.1, or 0.0.0.0 for all of them.`,
}

/**
 * @param {{ PORT: string, HOST: string }} settings
 * @param {number} waitMs how long a web process that is about to end may still hold the port
 * @throws Stop with what to do
 */
export async function requirePort({ PORT, HOST }, waitMs = 0) {
  const port = Number(PORT)
  const until = Date.now() + waitMs
  for (;;) {
    const code = await whyTaken(port, HOST)
    if (code === null) return
    if (Date.now() >= until) {
      throw new Stop(sentences[code]?.(port, HOST) ?? `PORT ${port} on ${HOST} cannot be used (${code}).`)
    }
    await sleep(100)
  }
}
