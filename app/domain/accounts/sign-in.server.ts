import { APIError } from 'better-auth/api'
import type { Cache } from '#app/lib/cache/cache.ts'
import type { Db } from '#app/lib/db.server.ts'
import { Invalid } from '#app/lib/errors.ts'
import { newId } from '#app/lib/id.ts'
import type { SignInInput } from './account-rules.ts'
import { type Auth, addressHeader } from './auth.server.ts'
import type { Client } from './client.ts'
import { endSessions } from './end-sessions.server.ts'
import { personFact } from './facts.ts'
import { type SessionCookie, tokenIn } from './session-token.ts'

type Deps = { db: Db; cache: Pick<Cache, 'write'>; auth: Auth; cookieName: string }

/**
 * Starts a session.
 * @returns the `Set-Cookie` that carries it
 * @throws Invalid when the two do not belong together, with the same words and after the same work whether or not
 * such an account exists; or when they do, and the account is suspended
 */
export async function signIn(
  { db, cache, auth, cookieName }: Deps,
  { input, client }: { input: SignInInput; client: Client },
) {
  const email = await emailOf(db, input.identifier)
  try {
    return await cache.write(async (touch) => {
      const { headers, response } = await auth.api.signInEmail({
        body: { email, password: input.password },
        headers: clientHeaders(client),
        returnHeaders: true,
      })
      // Behind the commit: whoever dies in between has told nobody of this session.
      await touch(personFact(response.user.id))
      await refuseSuspended(db, response)
      return ownCookie(headers, cookieName)
    })
  } catch (error) {
    if (isRefusal(error)) throw new Invalid('The sign-in was refused', { form: 'errors.signIn' })
    throw error
  }
}

/** Said to nobody who does not know the password. Should this fail, the session belongs to nobody all the same. */
async function refuseSuspended(db: Db, { token, user }: { token: string; user: { id: string } }): Promise<void> {
  const { suspendedAt } = await db.user.findUniqueOrThrow({ where: { id: user.id }, select: { suspendedAt: true } })
  if (!suspendedAt) return
  await db.session.deleteMany({ where: { token } })
  throw new Invalid('The account is suspended', { form: 'errors.suspended' })
}

/** Ends the session of these headers, if there is one. @returns the `Set-Cookie` that forgets it */
export async function signOut(
  { db, cache, forgetCookie, ...cookie }: SessionCookie & Pick<Deps, 'db' | 'cache'> & { forgetCookie: string },
  { headers }: { headers: Headers },
): Promise<string> {
  const token = tokenIn(headers, cookie)
  // Ours, not the library's, which answers success also when the row could not be deleted.
  const session = token && (await db.session.findUnique({ where: { token }, select: { userId: true } }))
  if (session) await endSessions({ db, cache }, { userId: session.userId, token })
  return forgetCookie
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

/**
 * What attempts to sign in are counted by, so that an account has one count whatever it is called: its id, for nobody's
 * handle or address that itself. One query for the known and the unknown.
 */
export async function nameForLimit({ db }: { db: Db }, identifier: string): Promise<string> {
  return (await findPerson(db, identifier))?.id ?? identifier
}

function findPerson(db: Db, identifier: string) {
  const where = identifier.includes('@') ? { email: identifier } : { handle: identifier }
  return db.user.findUnique({ where, select: { id: true, email: true } })
}

async function emailOf(db: Db, identifier: string): Promise<string> {
  if (identifier.includes('@')) return identifier
  const person = await findPerson(db, identifier)
  // An address that nobody has sends the unknown down the same road as the known.
  return person?.email ?? `${newId()}@unknown.invalid`
}

function isRefusal(error: unknown): boolean {
  return error instanceof APIError && error.statusCode >= 400 && error.statusCode < 500
}
