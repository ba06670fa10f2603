import { type Db, sql, uuids } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { Gap } from '../post-views.ts'
import { open, type ViewerId } from '../visibility/visible.server.ts'

/** Replies that are looked at for what is not shown of them. */
const maxCounted = 5_000

/** Whether everybody could see a post, were it there and its author blocked by nobody. */
const isForAll = sql`${open()} AND EXISTS (
  SELECT 1 FROM "user" u WHERE u.id = p.author_id AND NOT u.is_private AND u.suspended_at IS NULL)`

/**
 * Why posts of a conversation are not shown, each above `below`. Of whom the viewer blocks they know what everybody could see;
 * of all else nobody is told more than that there is something, which the reply below it says already. One query.
 */
export async function explainGaps(
  db: Db,
  { gaps, viewer }: { gaps: readonly { id: Id; below: Id }[]; viewer: ViewerId },
): Promise<Gap[]> {
  if (gaps.length === 0) return []
  const rows = await db.$queryRaw<{ id: Id; isDeleted: boolean; isBlocked: boolean }[]>`
    SELECT p.id, p.deleted_at IS NOT NULL AS "isDeleted",
      EXISTS (SELECT 1 FROM block WHERE blocker_id = ${viewer}::uuid AND blocked_id = p.author_id)
        AND ${isForAll} AS "isBlocked"
    FROM post p WHERE p.id = ANY(${uuids(gaps.map(({ id }) => id))})`
  const byId = new Map(rows.map((row) => [row.id, row]))
  return gaps.map(({ id, below }) => {
    const row = byId.get(id)
    return { below, why: row?.isDeleted ? 'deleted' : row?.isBlocked ? 'blocked' : 'hidden' }
  })
}

/**
 * Of the replies to a post that everybody could see: how many are deleted, and how many are by people whom the viewer
 * blocks. Others that are hidden are not told of. One query.
 */
export async function countLeftOut(db: Db, { postId, viewer }: { postId: Id; viewer: ViewerId }) {
  const [row] = await db.$queryRaw<{ deleted: number; blocked: number }[]>`
    SELECT count(*) FILTER (WHERE deleted_at IS NOT NULL)::int AS deleted,
      count(*) FILTER (WHERE deleted_at IS NULL)::int AS blocked
    FROM (SELECT deleted_at, author_id, audience FROM post WHERE reply_to_id = ${postId}::uuid LIMIT ${maxCounted}) p
    WHERE (deleted_at IS NOT NULL OR author_id IN (SELECT blocked_id FROM block WHERE blocker_id = ${viewer}::uuid))
      AND ${isForAll}`
  return row ?? { deleted: 0, blocked: 0 }
}
