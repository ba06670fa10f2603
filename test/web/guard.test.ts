import { request } from 'node:http'
import { expect, test } from 'vitest'
import { startWeb } from '#test/support/web.ts'

const web = startWeb({ ORIGIN: 'https://social.test' })
const fields = { identifier: 'nobody', password: 'some password' }

test.each([
  ['this site', { origin: 'https://social.test' }, 422],
  ['this site, vouched for', { origin: 'https://social.test', 'sec-fetch-site': 'same-origin' }, 422],
  ['another site', { origin: 'https://evil.example' }, 403],
  ['another site, vouched for', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 403],
  ['a sibling', { origin: 'https://blog.social.test', 'sec-fetch-site': 'same-site' }, 403],
  ['a sandboxed frame', { origin: 'null' }, 403],
  ['the host as it is listened on', { origin: 'http://127.0.0.1' }, 403],
])('a form from %s', async (_where, headers, status) => {
  for (const path of ['/sign-in', '/sign-in?index', '/sign-in.data', '/sign-out', '/nowhere', '/api/feeds/home']) {
    const response = await web().visitor().post(path, fields, headers)
    if (status === 403) expect([path, response.status]).toEqual([path, 403])
    else expect([path, response.status]).not.toEqual([path, 403])
  }
  expect((await web().visitor().post('/sign-in', fields, headers)).status).toBe(status)
})

test('a form that does not say where it comes from is refused', async () => {
  for (const [type, body] of [
    ['application/x-www-form-urlencoded', 'identifier=nobody&password=x'],
    ['text/plain', '{"identifier":"nobody","password":"x"}'],
    ['application/json', '{}'],
  ] as const) {
    const headers = { 'content-type': type, 'content-length': String(body.length) }
    expect((await raw({ method: 'POST', path: '/sign-in', headers }, body)).status).toBe(403)
  }
})

test('no address changes anything when it is only read', async () => {
  const visitor = web().visitor()
  expect((await visitor.get('/sign-out')).headers.get('location')).toBe('/')
  expect((await visitor.get('/sign-out')).headers.getSetCookie()).toEqual([])
})

test('methods that no page has, long bodies and bodies of unknown length are refused', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']) {
    expect((await raw({ method, path: '/', headers: { origin: 'https://social.test' } })).status).toBe(405)
  }
  const origin = 'https://social.test'
  const long = { origin, 'content-length': String(64 * 1024 + 1) }
  expect((await raw({ method: 'POST', path: '/sign-in', headers: long })).status).toBe(413)
  const chunked = { origin, 'transfer-encoding': 'chunked' }
  expect((await raw({ method: 'POST', path: '/sign-in', headers: chunked }, 'identifier=x')).status).toBe(411)
})

test.each(['/', '/sign-in', '/nowhere', '/assets/nothing.js', '/api/feeds/explore', '/api/nowhere', '/%E0%A4%A'])(
  'every answer carries the security headers: %s',
  async (path) => {
    const { headers } = await web().visitor().get(path)
    const policy = headers.get('content-security-policy') ?? ''
    for (const rule of [
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ]) {
      expect(policy).toContain(rule)
    }
    expect(policy).toMatch(/script-src 'strict-dynamic' 'nonce-[\w+/=]{22,}'/)
    expect(policy).not.toContain('unsafe-eval')
    expect(headers.get('strict-transport-security')).toMatch(/max-age=31536000/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toContain('camera=()')
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(headers.has('x-powered-by')).toBe(false)
    expect(headers.has('access-control-allow-origin')).toBe(false)
  },
)

test('every page has scripts with a nonce of its own, and no cache keeps it', async () => {
  const nonces: string[] = []
  for (const path of ['/sign-in', '/sign-in', '/nowhere']) {
    const response = await web().visitor().get(path)
    const nonce = /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1] ?? ''
    const html = await response.text()
    for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`)
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    nonces.push(nonce)
  }
  expect(new Set(nonces).size).toBe(3)
})

test('built files are kept for ever, missing ones not at all', async () => {
  const visitor = web().visitor()
  const html = await (await visitor.get('/sign-in')).text()
  const script = /\/assets\/[\w.-]+\.js/.exec(html)?.[0] ?? ''
  expect((await visitor.get(script)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  const missing = await visitor.get('/assets/nothing.js')
  expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, 'no-store'])
})

test('headers that a visitor makes up change nothing', async () => {
  const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher', 'x-forwarded-for': '6.6.6.6' }
  const response = await web().visitor().get('/settings', headers)
  expect([response.status, response.headers.get('location')]).toEqual([302, '/sign-in?redirectTo=%2Fsettings'])
  const host = await raw({ method: 'GET', path: '/sign-in', headers: { host: 'evil.example' } })
  expect(host.body).not.toContain('evil.example')
})

test('what goes wrong inside is not told to visitors', async () => {
  const { db } = web().world
  await db.$executeRaw`ALTER TABLE "session" RENAME TO "session_away"`
  try {
    const visitor = web().visitor({ cookie: '__Host-session=a.b' })
    for (const path of ['/settings', '/settings.data', '/api/feeds/home']) {
      const text = await (await visitor.get(path)).text()
      expect(text).not.toMatch(/node_modules|\.server\.ts|at async|prisma|session_away|SELECT/i)
    }
  } finally {
    await db.$executeRaw`ALTER TABLE "session_away" RENAME TO "session"`
  }
})

type RawOptions = { method: string; path: string; headers: Record<string, string> }

/** Sends exactly these headers, which `fetch` would not. */
function raw(options: RawOptions, body?: string): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      web().address,
      { ...options, agent: false, setHost: !('host' in options.headers) },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('end', () => resolve({ status: incoming.statusCode, body: Buffer.concat(chunks).toString() }))
        incoming.on('error', reject)
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

test('only forms that bring pictures along may be long', async () => {
  const headers = { origin: web().world.env.origin, 'content-type': 'application/x-www-form-urlencoded' }
  for (const path of ['/compose', '/compose.data', '/scheduled', '/settings/pictures/avatar']) {
    const body = new URLSearchParams({ text: 'x'.repeat(65 * 1024) }).toString()
    const response = await fetch(web().address + path, { method: 'POST', headers, body, redirect: 'manual' })
    expect([path, response.status]).toEqual([path, 413])
  }
})
