import type { Server } from 'node:http'
import type { Logger } from '#app/lib/log.server.ts'

export type Stopper = {
  isDraining: () => boolean
  /** Refuses new connections, lets requests in flight end (for `graceMs` at most), then closes everything. */
  stop: () => Promise<void>
}

const graceMs = 10_000

export function createStopper({ server, close, log }: StopperDeps): Stopper {
  let stopping: Promise<void> | undefined

  async function stop(): Promise<void> {
    log.info('stopping')
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeIdleConnections()
    // Keep-alive connections that become idle while we wait would hold the server open.
    const sweep = setInterval(() => server.closeIdleConnections(), 100)
    const cut = setTimeout(() => server.closeAllConnections(), graceMs)
    await closed
    clearInterval(sweep)
    clearTimeout(cut)
    await close()
    log.info('stopped')
  }

  return {
    isDraining: () => stopping !== undefined,
    stop: () => {
      stopping ??= stop()
      return stopping
    },
  }
}

type StopperDeps = { server: Server; close: () => Promise<void>; log: Logger }
