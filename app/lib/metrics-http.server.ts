import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Metrics } from './metrics.server.ts'

/** `GET /metrics` for whoever sends the token; for everybody else, and without a token, it is not there: `next`. */
export function metricsPage(metrics: Pick<Metrics, 'read'>, token: string | undefined) {
  return (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void): void => {
    const isAsked = request.method === 'GET' && request.url?.split('?', 1)[0] === '/metrics'
    if (!isAsked || token === undefined || !isSame(request.headers.authorization ?? '', `Bearer ${token}`)) {
      next()
      return
    }
    async function answer(): Promise<void> {
      const { type, text } = await metrics.read()
      response.setHeader('Content-Type', type)
      response.setHeader('Cache-Control', 'no-store')
      response.end(text)
    }
    answer().catch(next)
  }
}

/** A server of its own for them. Returns once it listens. @throws when the port is taken */
export async function serveMetrics(at: { metrics: Metrics; token: string | undefined; port: number; host: string }) {
  const page = metricsPage(at.metrics, at.token)
  const server = createServer((request, response) => {
    page(request, response, (error) => {
      response.statusCode = error === undefined ? 404 : 500
      response.end()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(at.port, at.host, resolve)
  })
  // Nobody waits for it when the process ends.
  server.unref()
  return server
}

/** Without telling by its duration how much of it was right. */
function isSame(given: string, wanted: string): boolean {
  const [a, b] = [given, wanted].map((text) => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}
