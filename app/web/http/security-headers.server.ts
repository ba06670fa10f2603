import type { ServerResponse } from 'node:http'
import type { Env } from '#app/lib/env.server.ts'

const yearS = 365 * 24 * 3600

const permissions = ['camera', 'geolocation', 'microphone', 'payment', 'usb', 'browsing-topics']
  .map((feature) => `${feature}=()`)
  .join(', ')

/**
 * Sets the headers that every answer carries, with its nonce for scripts. A table, since it is gone through for each
 * answer. docs/decisions/006-content-security-policy.md explains the policy.
 */
export function securityHeaders({ origin, NODE_ENV }: Pick<Env, 'origin' | 'NODE_ENV'>) {
  const isDevelopment = NODE_ENV === 'development'
  const policy = [
    // The development server writes styles into the page itself, and tells of changed files over a web socket.
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
    isDevelopment ? "connect-src 'self' ws:" : "connect-src 'self'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join(';')
  const headers = {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Origin-Agent-Cluster': '?1',
    'Permissions-Policy': permissions,
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-DNS-Prefetch-Control': 'off',
    'X-Download-Options': 'noopen',
    'X-Frame-Options': 'DENY',
    'X-Permitted-Cross-Domain-Policies': 'none',
    'X-XSS-Protection': '0',
    ...(origin.startsWith('https://') ? { 'Strict-Transport-Security': `max-age=${yearS}` } : {}),
  }
  const table = Object.entries(headers)
  return (response: ServerResponse, nonce: string): void => {
    for (const [name, value] of table) response.setHeader(name, value)
    const scripts = `default-src 'self';script-src 'strict-dynamic' 'nonce-${nonce}'`
    response.setHeader('Content-Security-Policy', `${scripts};${policy}`)
  }
}
