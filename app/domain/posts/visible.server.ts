import { sql } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { Prisma } from '#app/lib/prisma/client.ts'

/** Who looks; null when nobody is signed in. */
export type ViewerId = Id | null

/**
 * Whether the viewer may see post `p` now. The one piece of SQL that decides it, used by every read.
 * @param _viewer for rules that depend on who looks: none yet
 */
export function visible(_viewer: ViewerId): Prisma.Sql {
  return sql`p.deleted_at IS NULL`
}
