import type { Cache, Kind } from '#app/lib/cache/cache.ts'
import { createLru } from '#app/lib/cache/lru.ts'
import { type Db, uuids } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import { kinds } from './facts.ts'
import { type Cookies, type SessionCookie, sessionCookieIn, tokenName, tokenOf } from './session-token.ts'
import { toRole, type Viewer } from './viewer.ts'

type Deps = SessionCookie & { db: Db; cache: Pick<Cache, 'shelf' | 'sync'> }

/** What never changes about a session for as long as it is there. */
type Session = Readonly<{ name: string; accountId: Id; expiresAtMs: number }>
type Person = Viewer & Readonly<{ isSuspended: boolean; sessions: readonly string[] }>

/** Sessions of which a process knows whose they are. */
const maxSessions = 20_000
/** Of one person, the newest, that are believed. */
const maxLive = 1_000

/**
 * Tells who request headers belong to. Every page and every API answer begins here, so whose a session is, is kept in
 * the process, and whether it lives still, in the cache, as a fact about the person: whatever ends it names that fact
 * before it is answered (docs/decisions/004-auth-and-sessions.md).
 */
export function createViewerReader({ db, cache, cookieName, secret }: Deps) {
  const people = cache.shelf(personKind(db))
  const sessions = createLru<Session>(maxSessions, () => 1)

  async function sessionOf(cookie: string): Promise<Session | null> {
    const known = sessions.get(cookie)
    if (known) return known
    const token = tokenOf(cookie, secret)
    const found = token && (await loadSession(db, token))
    if (!found) return null
    sessions.set(cookie, found)
    return found
  }

  return async (headers: Cookies): Promise<Viewer | null> => {
    const cookie = sessionCookieIn(headers, cookieName)
    if (!cookie) return null
    const session = await sessionOf(cookie)
    if (!session || session.expiresAtMs <= Date.now()) return null
    await cache.sync()
    const [person] = await people.get([session.accountId])
    if (!person || person.isSuspended || !person.sessions.includes(session.name)) return null
    const { isSuspended: _, sessions: __, ...viewer } = person
    return viewer
  }
}

async function loadSession(db: Db, token: string): Promise<Session | null> {
  const [row] = await db.$queryRaw<{ accountId: Id; expiresAt: Date }[]>`
    SELECT user_id AS "accountId", expires_at AS "expiresAt" FROM session WHERE token = ${token}`
  return row ? { name: tokenName(token), accountId: row.accountId, expiresAtMs: row.expiresAt.getTime() } : null
}

type Row = Omit<Person, 'role' | 'sessions' | 'isPrivate' | 'requestCount'> & {
  role: string
  tokens: string[]
  isPrivate: boolean
  requestCount: number
}

/** Those who ask to follow somebody are counted up to here. */
const maxRequestsCounted = 100

function personKind(db: Db): Kind<Person> {
  return {
    name: kinds.person,
    shape: 2,
    async load(ids) {
      const rows = await db.$queryRaw<Row[]>`
        SELECT u.id, u.handle, u.name, u.image, u.role, u.suspended_at IS NOT NULL AS "isSuspended",
          u.is_private AS "isPrivate", (SELECT count(*)::int FROM (
            SELECT 1 FROM follow_request r JOIN "user" f ON f.id = r.follower_id
            WHERE r.followee_id = u.id AND f.suspended_at IS NULL LIMIT ${maxRequestsCounted}) asking) AS "requestCount", ARRAY(
          SELECT token FROM session WHERE user_id = u.id AND expires_at > now() ORDER BY id DESC LIMIT ${maxLive}) AS tokens
        FROM "user" u WHERE u.id = ANY(${uuids(ids)})`
      return new Map(
        rows.map(({ tokens, role, isPrivate, requestCount, ...row }) => [
          row.id,
          {
            ...row,
            role: toRole(role),
            ...(isPrivate && { isPrivate }),
            ...(requestCount > 0 && { requestCount }),
            sessions: tokens.map(tokenName),
          },
        ]),
      )
    },
  }
}
