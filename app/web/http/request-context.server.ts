import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'
import { newId } from '#app/lib/id.ts'
import { type Logger, withLogContext } from '#app/lib/log.server.ts'
import { withRequestContext } from '../request-context.server.ts'

/**
 * Gives each request its id (in every line of the log, and in `X-Request-Id` for people who report a problem) and
 * its nonce. A proxy's id is not taken over: it would let a visitor write into our logs.
 */
export function requestContext(): RequestHandler {
  return (request, response, next) => {
    const requestId = newId()
    const nonce = randomBytes(16).toString('base64')
    response.locals.nonce = nonce
    response.setHeader('X-Request-Id', requestId)
    const context = {
      requestId,
      method: request.method,
      nonce,
      // `trust proxy` decides which of the forwarded addresses count.
      clientIp: request.ip ?? 'unknown',
      setHeader: (name: string, value: string) => void response.setHeader(name, value),
    }
    withLogContext({ requestId }, () => withRequestContext(context, next))
  }
}

/**
 * One line a request, after its answer: no query (search words, one-time tokens), no cookies, no bodies.
 * Health checks are left out.
 */
export function accessLog(log: Logger): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now()
    const [path = '/'] = request.originalUrl.split('?', 1)
    const requestId = response.getHeader('X-Request-Id')
    // 'close' comes for answered and for broken-off requests alike.
    response.once('close', () => {
      const durationMs = Math.round((performance.now() - startedAt) * 10) / 10
      const facts = { requestId, method: request.method, path, status: response.statusCode, durationMs, ip: request.ip }
      if (!response.writableFinished) log.info({ ...facts, aborted: true }, 'request')
      else if (response.statusCode >= 500) log.error(facts, 'request')
      else log.info(facts, 'request')
    })
    next()
  }
}
