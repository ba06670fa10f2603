import type { Id } from '#app/lib/id.ts'
import { Prisma } from '#app/lib/prisma/client.ts'

/** Who looks; null when nobody is signed in. */
export type ViewerId = Id | null

/** What a query calls a post. */
type Alias = 'p' | 'parent' | 'reply'

/**
 * Whether the viewer may see a post now. The one piece of SQL that decides it, used by every read of posts; `maySee`
 * is the same for facts. Subqueries by primary key: cheap for a page, and for whoever has written much.
 */
export function visible(viewer: ViewerId, post: Alias = 'p'): Prisma.Sql {
  const p = Prisma.raw(post)
  return Prisma.sql`${stands(post)}
    AND NOT EXISTS (SELECT 1 FROM block WHERE blocker_id = ${viewer}::uuid AND blocked_id = ${p}.author_id)
    AND NOT EXISTS (SELECT 1 FROM block WHERE blocker_id = ${p}.author_id AND blocked_id = ${viewer}::uuid)
    AND (${p}.audience = 'public' OR ${p}.author_id = ${viewer}::uuid OR EXISTS (
      SELECT 1 FROM follow WHERE follower_id = ${viewer}::uuid AND followee_id = ${p}.author_id AND until_id IS NULL))`
}

/** Whether there is a post for anybody: it is not deleted, and its author not suspended. */
export function stands(post: Alias = 'p'): Prisma.Sql {
  const p = Prisma.raw(post)
  // Not by EXISTS: that may become a join that reads all people.
  return Prisma.sql`${p}.deleted_at IS NULL
    AND (SELECT suspended_at FROM "user" WHERE id = ${p}.author_id) IS NULL`
}
