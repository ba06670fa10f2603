import { APIError } from 'better-auth/api'
import type { Db } from '#app/lib/db.server.ts'
import { Invalid, Unavailable } from '#app/lib/errors.ts'
import { newId } from '#app/lib/id.ts'
import type { SignInInput } from './account-rules.ts'
import { type Auth, addressHeader } from './auth.server.ts'

/** Where a sign-in comes from, for the list of sessions. */
export type Client = Readonly<{ address: string | null; userAgent: string | null }>

type Deps = { db: Db; auth: Auth; cookieName: string }

/**
 * Starts a session.
 * @returns the `Set-Cookie` that carries it
 * @throws Invalid when the two do not belong together, with the same words and after the same work whether or not
 * such an account exists
 */
export async function signIn(
  { db, auth, cookieName }: Deps,
  { input, client }: { input: SignInInput; client: Client },
) {
  const email = await emailOf(db, input.identifier)
  try {
    const { headers } = await auth.api.signInEmail({
      body: { email, password: input.password },
      headers: clientHeaders(client),
      returnHeaders: true,
    })
    return ownCookie(headers, cookieName)
  } catch (error) {
    if (isRefusal(error)) throw new Invalid('The sign-in was refused', { form: 'errors.signIn' })
    throw error
  }
}

/** Ends the session of these headers, if there is one. @returns the `Set-Cookie` that forgets it */
export async function signOut(
  { db, auth, cookieName, forgetCookie }: Deps & { forgetCookie: string },
  { headers }: { headers: Headers },
): Promise<string> {
  const session = await findSession({ auth, cookieName }, headers)
  // Ours, not the library's, which answers success also when the row could not be deleted.
  if (session) await db.session.deleteMany({ where: { id: session.session.id } })
  return forgetCookie
}

/** The session of these headers, or null. @throws Unavailable when Postgres does not answer */
export async function findSession({ auth, cookieName }: Omit<Deps, 'db'>, headers: Headers) {
  if (!headers.get('cookie')?.includes(`${cookieName}=`)) return null
  try {
    return await auth.api.getSession({ headers: cookieHeaders(headers) })
  } catch (error) {
    throw new Unavailable('The session could not be read', { cause: error })
  }
}

/** Only what the library needs of a request, so that it cannot act on more. */
export function clientHeaders(client: Client, cookie?: string | null): Headers {
  const headers = new Headers({ 'user-agent': client.userAgent?.slice(0, 500) ?? '' })
  if (client.address) headers.set(addressHeader, client.address)
  if (cookie) headers.set('cookie', cookie)
  return headers
}

/** The library also expires cookies that it never set. @throws when it did not set ours */
export function ownCookie(headers: Headers, cookieName: string): string {
  const found = headers.getSetCookie().findLast((cookie) => cookie.startsWith(`${cookieName}=`))
  if (!found) throw new Error('the auth library set no session cookie')
  return found
}

function cookieHeaders(headers: Headers): Headers {
  return new Headers({ cookie: headers.get('cookie') ?? '' })
}

async function emailOf(db: Db, identifier: string): Promise<string> {
  if (identifier.includes('@')) return identifier
  const person = await db.user.findUnique({ where: { handle: identifier }, select: { email: true } })
  // An address that nobody has sends the unknown down the same road as the known.
  return person?.email ?? `${newId()}@unknown.invalid`
}

function isRefusal(error: unknown): boolean {
  return error instanceof APIError && error.statusCode >= 400 && error.statusCode < 500
}
