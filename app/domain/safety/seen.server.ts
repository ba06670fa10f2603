import { type DbOrTx, sql } from '#app/lib/db.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import type { Prisma } from '#app/lib/prisma/client.ts'

/** Who looks; null when nobody is signed in. */
export type ViewerId = Id | null

/**
 * Whether the viewer may know of a person, which the query calls `u`: not suspended, and no block either way. The one
 * piece of SQL that every list of people asks; for posts it is `visible`.
 */
export function seen(viewer: ViewerId): Prisma.Sql {
  return sql`u.suspended_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM block WHERE blocker_id = ${viewer}::uuid AND blocked_id = u.id)
    AND NOT EXISTS (SELECT 1 FROM block WHERE blocker_id = u.id AND blocked_id = ${viewer}::uuid)`
}

/**
 * Whether the viewer may see what a person does, besides that they are there: all but private accounts are open, and those
 * to themselves and their followers. Beside `seen`.
 */
export function openTo(viewer: ViewerId): Prisma.Sql {
  return sql`(NOT u.is_private OR u.id = ${viewer}::uuid OR EXISTS (
    SELECT 1 FROM follow WHERE follower_id = ${viewer}::uuid AND followee_id = u.id AND until_id IS NULL))`
}

/** The ids of those of whom the viewer may not know, for counts: as many as are suspended or blocked either way. */
export function unseenIds(viewer: ViewerId): Prisma.Sql {
  return sql`SELECT id FROM "user" WHERE suspended_at IS NOT NULL
    UNION SELECT blocked_id FROM block WHERE blocker_id = ${viewer}::uuid
    UNION SELECT blocker_id FROM block WHERE blocked_id = ${viewer}::uuid`
}

/** @throws NotFound when the viewer may not know of this person, or there is none */
export async function requireSeen(db: DbOrTx, { id, viewer }: { id: Id; viewer: ViewerId }): Promise<void> {
  const found = await db.$queryRaw<unknown[]>`SELECT 1 FROM "user" u WHERE u.id = ${id}::uuid AND ${seen(viewer)}`
  if (found.length === 0) throw new NotFound('Nobody has this name')
}
