import type { RequestHandler } from 'express'
import type { Metrics } from '#app/lib/metrics.server.ts'

/** Times every answer, by kind of address. */
export function measureRequests({ answered }: Pick<Metrics, 'answered'>): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now()
    const route = routeClass(request.method, request.path)
    response.once('close', () => {
      // 499, as proxies log it: the visitor did not wait for the end.
      const status = response.writableFinished ? response.statusCode : 499
      answered({ route, status, seconds: (performance.now() - startedAt) / 1000 })
    })
    next()
  }
}

/** One of few words, whatever address somebody makes up. */
function routeClass(method: string, path: string): string {
  if (path.startsWith('/api/')) return 'api'
  if (path.startsWith('/assets/')) return 'asset'
  if (method === 'POST') return 'form'
  return path.endsWith('.data') ? 'data' : 'page'
}
