import compression from 'compression'
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express'
import type { Env } from '#app/lib/env.server.ts'
import type { Logger } from '#app/lib/log.server.ts'
import type { Metrics } from '#app/lib/metrics.server.ts'
import { metricsPage } from '#app/lib/metrics-http.server.ts'
import { refuseOddRequests, refuseOtherOrigins, settleHost, settleTarget } from './guard.server.ts'
import { type HealthOptions, health } from './health.server.ts'
import { measureRequests } from './metrics.server.ts'
import { accessLog, requestContext } from './request-context.server.ts'
import { securityHeaders } from './security-headers.server.ts'

/** The web server's middleware, in the order in which a request passes it. */
export function createApp({ env, log, metrics, probes, api, pages }: AppDeps): Express {
  const app = express()
  app.disable('x-powered-by')
  // How many of the addresses in X-Forwarded-For are our own proxies'; 0 believes none of it.
  app.set('trust proxy', env.TRUSTED_PROXIES)
  app.set('query parser', 'simple')
  app.use(health(probes))
  app.use(metricsPage(metrics, env.METRICS_TOKEN), measureRequests(metrics))
  app.use(requestContext(), accessLog(log))
  app.use(securityHeaders(env))
  app.use(refuseOddRequests(), refuseOtherOrigins(env), settleHost(env), settleTarget())
  app.use(compression())
  app.use('/api', api)
  app.use(pages)
  app.use(answerFailure(log))
  return app
}

type AppDeps = {
  env: Pick<Env, 'origin' | 'ORIGIN' | 'NODE_ENV' | 'TRUSTED_PROXIES' | 'METRICS_TOKEN'>
  log: Logger
  metrics: Metrics
  probes: HealthOptions
  api: Router
  /** Everything that is not the API. */
  pages: RequestHandler
}

/** The last resort: what went wrong is for the log, the visitor gets the request's id. */
function answerFailure(log: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    const status = clientErrorStatus(error)
    if (status === 500) log.error({ err: error }, 'a request failed')
    if (response.headersSent) return next(error)
    const words = status === 500 ? 'Something went wrong on our side' : 'The request could not be read'
    response.status(status).set('Cache-Control', 'no-store').type('text')
    response.send(`${words}. Reference: ${String(response.getHeader('X-Request-Id'))}\n`)
  }
}

/** Express marks what the visitor did wrong, such as a malformed address. */
function clientErrorStatus(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : 500
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}
