import { decodeCursor, encodeCursor } from '#app/domain/feeds/cursor.ts'
import type { Page } from '#app/domain/feeds/types.ts'
import type { PersonView } from '#app/domain/posts/post-views.ts'
import { type Db, sql } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { Prisma } from '#app/lib/prisma/client.ts'
import { holds } from './mutes.server.ts'
import { seen } from './seen.server.ts'

const pageLength = 40

type Query = { viewer: { id: Id }; cursor?: string | null }

/** Whom the viewer blocks, by handle, 40 a page. @throws Invalid for a cursor that is none */
export function listBlocked({ db }: { db: Db }, { viewer, cursor }: Query): Promise<Page<PersonView>> {
  return pageOfPeople(db, sql`SELECT blocked_id FROM block WHERE blocker_id = ${viewer.id}::uuid`, cursor)
}

/** Whom the viewer mutes, and until when (null: for good); who has blocked them since is not named. Like `listBlocked`. */
export async function listMuted(
  { db }: { db: Db },
  { viewer, cursor }: Query,
): Promise<Page<PersonView & { until: string | null }>> {
  const muterId = viewer.id
  const ids = sql`SELECT u.id FROM mute JOIN "user" u ON u.id = muted_id
    WHERE muter_id = ${muterId}::uuid AND ${holds()} AND ${seen(muterId)}`
  const page = await pageOfPeople(db, ids, cursor)
  const where = { muterId, mutedId: { in: page.items.map(({ id }) => id) } }
  const ends = await db.mute.findMany({ where, select: { mutedId: true, expiresAt: true } })
  const endById = new Map(ends.map(({ mutedId, expiresAt }) => [mutedId, expiresAt?.toISOString() ?? null]))
  return { ...page, items: page.items.map((person) => ({ ...person, until: endById.get(person.id) ?? null })) }
}

/** Whose reposts the viewer's feeds leave out. Like `listMuted`. */
export function listRepostsHidden({ db }: { db: Db }, { viewer, cursor }: Query): Promise<Page<PersonView>> {
  const ids = sql`SELECT u.id FROM repost_mute JOIN "user" u ON u.id = muted_id
    WHERE muter_id = ${viewer.id}::uuid AND ${seen(viewer.id)}`
  return pageOfPeople(db, ids, cursor)
}

/** By handle, 40 a page. `ids` are those of whom the viewer may know. @throws Invalid for a cursor that is none */
export async function pageOfPeople(
  db: Db,
  ids: Prisma.Sql,
  cursor: string | null | undefined,
): Promise<Page<PersonView>> {
  const after = decodeCursor(cursor)
  const past = after === null ? sql`` : sql`AND u.handle > (SELECT handle FROM "user" WHERE id = ${after}::uuid)`
  const rows = await db.$queryRaw<PersonView[]>`
    SELECT u.id, u.handle, u.name, u.image FROM "user" u
    WHERE u.id IN (${ids}) AND u.suspended_at IS NULL ${past}
    ORDER BY u.handle LIMIT ${pageLength + 1}`
  const items = rows.slice(0, pageLength)
  const last = rows.length > pageLength ? items.at(-1) : undefined
  return { items, nextCursor: last ? encodeCursor(last.id) : null }
}
