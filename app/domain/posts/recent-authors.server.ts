import type { Db } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'

/** Authors are looked for among so many posts: what is read stays the same however many there are. */
const recentPosts = 500

/** Who wrote the latest posts, the latest first. */
export async function readRecentAuthors(db: Db, { limit }: { limit: number }): Promise<Id[]> {
  const rows = await db.$queryRaw<{ id: Id }[]>`
    SELECT author_id AS id
    FROM (SELECT author_id, id FROM post WHERE deleted_at IS NULL ORDER BY id DESC LIMIT ${recentPosts}) recent
    GROUP BY author_id ORDER BY max(id::text) DESC LIMIT ${limit}`
  return rows.map(({ id }) => id)
}
