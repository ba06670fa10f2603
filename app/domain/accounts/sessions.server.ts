import { APIError } from 'better-auth/api'
import type { Db } from '#app/lib/db.server.ts'
import { Invalid, NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import { isNotOwnName, type PasswordChangeInput } from './account-rules.ts'
import type { Auth } from './auth.server.ts'
import type { Client } from './client.ts'
import { type Ending, endSessions } from './end-sessions.server.ts'
import { personFact } from './facts.ts'
import { type SessionCookie, tokenIn } from './session-token.ts'
import { clientHeaders, ownCookie } from './sign-in.server.ts'
import type { Viewer } from './viewer.ts'

export type SessionView = Readonly<{
  id: Id
  createdAt: string
  expiresAt: string
  userAgent: string | null
  address: string | null
  isCurrent: boolean
}>

type Deps = SessionCookie & Ending
type Asker = { viewer: Viewer; headers: Headers }

/** Where the viewer is signed in now, this session first, then the newest; at most 100. */
export async function listSessions(
  { db, ...cookie }: SessionCookie & { db: Db },
  { viewer, headers }: Asker,
): Promise<SessionView[]> {
  const current = tokenIn(headers, cookie)
  const rows = await db.session.findMany({
    where: { userId: viewer.id, expiresAt: { gt: new Date() } },
    select: { id: true, token: true, createdAt: true, expiresAt: true, userAgent: true, ipAddress: true },
    orderBy: { id: 'desc' },
    take: 100,
  })
  const views = rows.map(({ id, token, createdAt, expiresAt, userAgent, ipAddress }) => ({
    id,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    userAgent: userAgent || null,
    address: ipAddress || null,
    isCurrent: token === current,
  }))
  return views.sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent))
}

/** Signs one browser out. @throws NotFound when it is not a session of the viewer */
export async function revokeSession(deps: Ending, { viewer, sessionId }: { viewer: Viewer; sessionId: Id }) {
  const count = await endSessions(deps, { id: sessionId, userId: viewer.id })
  if (count === 0) throw new NotFound('There is no such session')
}

/** Signs out every browser but this one. */
export async function revokeOtherSessions({ db, cache, ...cookie }: Deps, { viewer, headers }: Asker): Promise<void> {
  const token = tokenIn(headers, cookie)
  const others = token ? { token: { not: token } } : {}
  await endSessions({ db, cache }, { userId: viewer.id, ...others })
}

/**
 * Sets a new password and ends every session; this browser gets a new one.
 * @returns the `Set-Cookie` of the new session
 * @throws Invalid when the current password is wrong
 */
export async function changePassword(
  { db, cache, auth, cookieName }: Ending & { auth: Auth; cookieName: string },
  { viewer, input, headers, client }: Asker & { input: PasswordChangeInput; client: Client },
): Promise<string> {
  const { email } = await db.user.findUniqueOrThrow({ where: { id: viewer.id }, select: { email: true } })
  if (!isNotOwnName({ handle: viewer.handle, email: email ?? '', password: input.newPassword })) {
    throw new Invalid('The new password is refused', { newPassword: 'errors.password.own' })
  }
  try {
    return await cache.write(async (touch) => {
      await touch(personFact(viewer.id))
      const answer = await auth.api.changePassword({
        body: { ...input, revokeOtherSessions: true },
        headers: clientHeaders(client, headers.get('cookie')),
        returnHeaders: true,
      })
      return ownCookie(answer.headers, cookieName)
    })
  } catch (error) {
    if (error instanceof APIError && error.body?.code === 'INVALID_PASSWORD') {
      throw new Invalid('The current password is wrong', { currentPassword: 'errors.password.wrong' })
    }
    throw error
  }
}
