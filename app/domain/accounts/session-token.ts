import { createHmac, timingSafeEqual } from 'node:crypto'

export type SessionCookie = { cookieName: string; secret: string }

/** The token of the session cookie as the auth library writes it, `token.signature`, if the signature is ours. */
export function tokenIn(headers: Headers, { cookieName, secret }: SessionCookie): string | null {
  const cookies = headers.get('cookie') ?? ''
  const cookie = cookies.split(';').find((part) => part.trimStart().startsWith(`${cookieName}=`))
  const value = cookie?.slice(cookie.indexOf('=') + 1).trim() ?? ''
  const [, token, signature] = /^(\w+)\.([\w%+/=-]+)$/.exec(value) ?? []
  if (!token || !signature) return null
  const given = Buffer.from(signature.replace(/%2B/gi, '+').replace(/%2F/gi, '/').replace(/%3D/gi, '='), 'base64')
  const expected = createHmac('sha256', secret).update(token).digest()
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}
