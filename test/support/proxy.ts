import { createConnection, createServer, type Socket } from 'node:net'

/**
 * Where a conversation is held up. `request`: the server has not heard what was said. `answer`: it has done it, and the
 * one who asked does not know.
 */
export type HoldPoint = 'request' | 'answer'

type Hold = { text: string; at: HoldPoint; reached: () => void; lanes: Lane[] }

/** Longest text to wait for: it may come in two pieces. */
const maxText = 100

/** A door in front of a server: shut and opened again, slow, or held at one request, as that server and its network may be. */
export async function createProxy(targetUrl: string) {
  const target = new URL(targetUrl)
  const sockets = new Set<Socket>()
  const state = { isOpen: true, delayMs: 0 }
  let hold: Hold | null = null

  function connect(inbound: Socket): void {
    if (!state.isOpen) {
      inbound.destroy()
      return
    }
    const outbound = createConnection({ host: target.hostname, port: Number(target.port) })
    const requests = createLane(outbound, state)
    const answers = createLane(inbound, state)
    let tail = ''
    inbound.on('data', (chunk) => {
      const seen = tail + chunk.toString('latin1')
      tail = seen.slice(-maxText)
      if (hold && seen.includes(hold.text)) {
        const lane = hold.at === 'request' ? requests : answers
        lane.hold()
        hold.lanes.push(lane)
        hold.reached()
        hold = null
      }
      requests.send(chunk)
    })
    outbound.on('data', answers.send)
    for (const [one, other] of [
      [inbound, outbound],
      [outbound, inbound],
    ] as const) {
      sockets.add(one)
      one.setNoDelay(true)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
  }

  const server = createServer(connect)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  const url = new URL(targetUrl)
  url.hostname = '127.0.0.1'
  url.port = String(address.port)
  const cut = () => {
    state.isOpen = false
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: url.href,
    cut,
    restore: () => {
      state.isOpen = true
    },
    /** Half of it each way: a round trip takes `roundTripMs` longer. */
    slow: (roundTripMs: number) => {
      state.delayMs = roundTripMs / 2
    },
    /** Holds the connection that next says `text` (100 characters at most), until released. */
    holdAt(text: string, at: HoldPoint) {
      const lanes: Lane[] = []
      const reached = new Promise<void>((resolve) => {
        hold = { text, at, reached: resolve, lanes }
      })
      return {
        reached,
        release: () => {
          if (lanes.length === 0) hold = null
          for (const lane of lanes) lane.release()
        },
      }
    },
    end: () => {
      cut()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

type Lane = ReturnType<typeof createLane>

/** One direction of a connection: what comes in goes out in the same order, later. */
function createLane(to: Socket, state: Readonly<{ delayMs: number }>) {
  let last = Promise.resolve()
  let open = () => {}
  return {
    send(chunk: Buffer): void {
      const dueAt = performance.now() + state.delayMs
      last = last.then(async () => {
        const waitMs = dueAt - performance.now()
        if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
        if (!to.destroyed) to.write(chunk)
      })
    },
    hold(): void {
      const isHeld = new Promise<void>((resolve) => {
        open = resolve
      })
      last = last.then(() => isHeld)
    },
    release: () => open(),
  }
}
