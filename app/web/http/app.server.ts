import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import compression from 'compression'
import express, { type ErrorRequestHandler, type RequestHandler } from 'express'
import type { Env } from '#app/lib/env.server.ts'
import type { Logger } from '#app/lib/log.server.ts'
import type { Metrics } from '#app/lib/metrics.server.ts'
import { metricsPage } from '#app/lib/metrics-http.server.ts'
import { createEntrance } from './entrance.server.ts'
import { refuseOddRequests, refuseOtherOrigins, settleHost, settleTarget } from './guard.server.ts'
import { type HealthOptions, health } from './health.server.ts'
import { mediaRoutes } from './media.server.ts'

/** The web server: reads of the API at once, everything else through middleware, in this order. */
export function createApp({ env, log, metrics, probes, api, pages }: AppDeps): RequestListener {
  const enter = createEntrance({ env, log, metrics })
  const app = express()
  app.disable('x-powered-by')
  // How many of the addresses in X-Forwarded-For are our own proxies'; 0 believes none of it.
  app.set('trust proxy', env.TRUSTED_PROXIES)
  app.set('query parser', 'simple')
  app.use(health(probes))
  app.use(metricsPage(metrics, env.METRICS_TOKEN))
  app.use(enter)
  app.use(refuseOddRequests(), refuseOtherOrigins(env), settleHost(env), settleTarget())
  // Pictures are as small as they get.
  app.use('/media', mediaRoutes())
  app.use(compression())
  app.use(apiPath, (request, response) => api(request, response, request.url))
  app.use(pages)
  app.use(answerFailure(log))
  return (request, response) => {
    const target = apiRead(request)
    if (target === null) app(request, response)
    else enter(request, response, () => api(request, response, target))
  }
}

const apiPath = '/api'

/** What a plain read of the API asks for, below its path; null for everything that has to be looked at first. */
function apiRead({ method, url = '', headers }: IncomingMessage): string | null {
  const isPlain = headers['transfer-encoding'] === undefined && headers['content-length'] === undefined
  return method === 'GET' && isPlain && url.startsWith(`${apiPath}/`) ? url.slice(apiPath.length) : null
}

type AppDeps = {
  env: Pick<Env, 'origin' | 'ORIGIN' | 'NODE_ENV' | 'TRUSTED_PROXIES' | 'METRICS_TOKEN'>
  log: Logger
  metrics: Metrics
  probes: HealthOptions
  /** Answers what is asked below `/api`; `target` is path and query from there on. */
  api: (request: IncomingMessage, response: ServerResponse, target: string) => void
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
