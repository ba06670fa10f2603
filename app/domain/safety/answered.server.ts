import { countsFact } from '#app/domain/posts/facts.ts'
import type { Touch } from '#app/lib/cache/cache.ts'
import { chunk } from '#app/lib/chunk.ts'
import type { Tx } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'

/** Posts whose counts are named in one call: somebody may have answered any number. */
const answeredAtOnce = 1_000

/**
 * Names the counts of all posts that somebody answered: who sees these replies is about to change. The author's row must be
 * held FOR UPDATE, so that they write no other meanwhile. In proportion to what they wrote.
 */
export async function touchAnswered(tx: Tx, touch: Touch, authorId: Id): Promise<void> {
  const rows = await tx.$queryRaw<{ id: Id }[]>`
    SELECT DISTINCT other.id FROM post, unnest(ARRAY[reply_to_id, quote_id]) AS other(id)
    WHERE author_id = ${authorId}::uuid AND other.id IS NOT NULL AND deleted_at IS NULL`
  for (const part of chunk(rows, answeredAtOnce)) await touch(...part.map(({ id }) => countsFact(id)))
}
