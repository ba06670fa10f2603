import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { Env } from '#app/lib/env.server.ts'

const yearS = 365 * 24 * 3600

const permissions = ['camera', 'geolocation', 'microphone', 'payment', 'usb', 'browsing-topics']
  .map((feature) => `${feature}=()`)
  .join(', ')

/** The headers that every answer carries. docs/decisions/006-content-security-policy.md explains the policy. */
export function securityHeaders({ origin, NODE_ENV }: Pick<Env, 'origin' | 'NODE_ENV'>): RequestHandler[] {
  const https = origin.startsWith('https://')
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'strict-dynamic'", (_request, response) => `'nonce-${nonceOf(response)}'`],
        // The development server writes styles into the page itself.
        styleSrc: NODE_ENV === 'development' ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        // The development server tells of changed files over a web socket.
        connectSrc: NODE_ENV === 'development' ? ["'self'", 'ws:'] : ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
      },
    },
    strictTransportSecurity: https ? { maxAge: yearS, includeSubDomains: false } : false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    xFrameOptions: { action: 'deny' },
  })
  return [
    headers,
    (_request, response, next) => {
      response.setHeader('Permissions-Policy', permissions)
      next()
    },
  ]
}

function nonceOf(response: object): string {
  const locals = 'locals' in response ? response.locals : null
  const nonce = typeof locals === 'object' && locals !== null && 'nonce' in locals ? locals.nonce : null
  if (typeof nonce !== 'string') throw new Error('the request has no nonce')
  return nonce
}
