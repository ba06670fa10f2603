import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Env } from '#app/lib/env.server.ts'
import { newId } from '#app/lib/id.ts'
import { type Logger, withLogContext } from '#app/lib/log.server.ts'
import type { Metrics } from '#app/lib/metrics.server.ts'
import { randomBytes } from '#app/lib/random.ts'
import { withRequestContext } from '../request-context.server.ts'
import { clientIp } from './client-ip.ts'
import { securityHeaders } from './security-headers.server.ts'

export type Enter = (request: IncomingMessage, response: ServerResponse, answer: () => void) => void

type EntranceDeps = {
  env: Pick<Env, 'origin' | 'NODE_ENV' | 'TRUSTED_PROXIES'>
  log: Logger
  metrics: Pick<Metrics, 'answered'>
}

/**
 * What every request passes first: it gets an id (in every line of the log, and in `X-Request-Id` for people who
 * report a problem), a nonce and the security headers, and is logged and measured once it is answered. A proxy's id is
 * not taken over: it would let a visitor write into our logs.
 */
export function createEntrance({ env, log, metrics }: EntranceDeps): Enter {
  const setSecurityHeaders = securityHeaders(env)
  return (request, response, answer) => {
    const { method = 'GET', url = '/', socket } = request
    const startedAt = performance.now()
    const requestId = newId()
    const nonce = randomBytes(16).toString('base64')
    const ip = clientIp(
      { direct: socket.remoteAddress ?? 'unknown', forwarded: forwardedFor(request) },
      env.TRUSTED_PROXIES,
    )
    response.setHeader('X-Request-Id', requestId)
    setSecurityHeaders(response, nonce)

    // 'close' comes for answered and for broken-off requests alike.
    response.once('close', () => {
      const durationMs = performance.now() - startedAt
      // No query (search words, one-time tokens), no cookies, no bodies.
      const [path = '/'] = url.split('?', 1)
      const { statusCode: status, writableFinished } = response
      // 499, as proxies log it: the visitor did not wait for the end.
      metrics.answered({
        route: routeClass(method, path),
        status: writableFinished ? status : 499,
        seconds: durationMs / 1000,
      })
      const facts = { requestId, method, path, status, durationMs: Math.round(durationMs * 10) / 10, ip }
      if (!writableFinished) log.info({ ...facts, aborted: true }, 'request')
      else if (status >= 500) log.error(facts, 'request')
      else log.info(facts, 'request')
    })

    const setHeader = (name: string, value: string) => void response.setHeader(name, value)
    const texts = isDocument(url) ? [] : null
    const context = { requestId, method, nonce, clientIp: ip, setHeader, texts }
    withLogContext({ requestId }, () => withRequestContext(context, answer))
  }
}

function forwardedFor({ headers }: IncomingMessage): string | undefined {
  const given = headers['x-forwarded-for']
  return typeof given === 'string' ? given : given?.join(',')
}

/** Unlike the data of a page, which a script asks for. */
function isDocument(url: string): boolean {
  const [path = '/'] = url.split('?', 1)
  return !path.endsWith('.data')
}

/** One of few words, whatever address somebody makes up. */
function routeClass(method: string, path: string): string {
  if (path.startsWith('/api/')) return 'api'
  if (path.startsWith('/assets/')) return 'asset'
  if (method === 'POST') return 'form'
  return path.endsWith('.data') ? 'data' : 'page'
}
