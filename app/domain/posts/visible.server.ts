import type { Id } from '#app/lib/id.ts'
import { Prisma } from '#app/lib/prisma/client.ts'

/** Who looks; null when nobody is signed in. */
export type ViewerId = Id | null

/**
 * Whether the viewer may see a post now. The one piece of SQL that decides it, used by every read of posts.
 * @param _viewer for rules that depend on who looks: none yet
 * @param post what the query calls the post
 */
export function visible(_viewer: ViewerId, post: 'p' | 'parent' | 'reply' = 'p'): Prisma.Sql {
  return Prisma.sql`${Prisma.raw(post)}.deleted_at IS NULL`
}
