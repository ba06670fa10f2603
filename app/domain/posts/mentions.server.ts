import type { Tx } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import { segmentText } from './post-text.ts'
import type { Audience } from './post-views.ts'

type Mentioning = Readonly<{ id: Id; authorId: Id; text: string; audience: Audience }>

/**
 * Keeps whom a post addresses: who has the handles in it now, but for its author. A reply for those whom it mentions
 * is for whoever wrote what it answers, too.
 * @returns them, in the order of their ids
 */
export async function keepMentions(tx: Tx, post: Mentioning, parentAuthorId?: Id): Promise<Id[]> {
  const handles = handlesIn(post.text)
  const answered = post.audience === 'mentioned' ? (parentAuthorId ?? null) : null
  // Most posts mention nobody.
  if (handles.length === 0 && answered === null) return []
  const rows = await tx.$queryRaw<{ id: Id }[]>`
    INSERT INTO mention (post_id, user_id) SELECT ${post.id}::uuid, id FROM "user"
    WHERE (handle = ANY(${handles}::text[]) OR id = ${answered}::uuid) AND id <> ${post.authorId}::uuid
    RETURNING user_id AS id`
  return rows.map(({ id }) => id).sort()
}

function handlesIn(text: string): string[] {
  return segmentText(text).flatMap((segment) => (segment.type === 'mention' ? [segment.handle] : []))
}
