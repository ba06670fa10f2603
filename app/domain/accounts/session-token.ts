import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

export type SessionCookie = { cookieName: string; secret: string }

/** The part of request headers that says who asks. */
export type Cookies = Pick<Headers, 'get'>

/** The token of the session cookie as the auth library writes it, `token.signature`, if the signature is ours. */
export function tokenIn(headers: Cookies, { cookieName, secret }: SessionCookie): string | null {
  return tokenOf(sessionCookieIn(headers, cookieName), secret)
}

/** As it was sent; empty when there is none. */
export function sessionCookieIn(headers: Cookies, cookieName: string): string {
  const cookies = headers.get('cookie') ?? ''
  const cookie = cookies.split(';').find((part) => part.trimStart().startsWith(`${cookieName}=`))
  return cookie?.slice(cookie.indexOf('=') + 1).trim() ?? ''
}

/** Of a session cookie. */
export function tokenOf(cookie: string, secret: string): string | null {
  const [, token, signature] = /^(\w+)\.([\w%+/=-]+)$/.exec(cookie) ?? []
  if (!token || !signature) return null
  const given = Buffer.from(signature.replace(/%2B/gi, '+').replace(/%2F/gi, '/').replace(/%3D/gi, '='), 'base64')
  const expected = createHmac('sha256', secret).update(token).digest()
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}

/** What a token is called outside of Postgres and its cookie: who learns this cannot sign in with it. */
export function tokenName(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
