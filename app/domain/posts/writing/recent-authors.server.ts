import type { Db } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import { visible } from '../visibility/visible.server.ts'

/** Authors are looked for among so many posts that may be seen, and those among so many: the cost stays the same. */
const [recentPosts, scannedPosts] = [500, 2_000]

type Query = { viewer: { id: Id } | null; limit: number }

/** Who wrote the latest posts that the viewer may see, the latest first. What is not to be come upon suggests nobody. */
export async function readRecentAuthors(db: Db, { viewer, limit }: Query): Promise<Id[]> {
  const rows = await db.$queryRaw<{ id: Id }[]>`
    SELECT author_id AS id
    FROM (SELECT p.author_id, p.id FROM (SELECT * FROM post ORDER BY id DESC LIMIT ${scannedPosts}) p
      WHERE p.audience IN ('public', 'followers') AND ${visible(viewer?.id ?? null)} ORDER BY p.id DESC LIMIT ${recentPosts}) recent
    GROUP BY author_id ORDER BY max(id::text) DESC LIMIT ${limit}`
  return rows.map(({ id }) => id)
}
