import type { Tx } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import { segmentText } from './post-text.ts'
import type { Audience } from './post-views.ts'

type Mentioning = Readonly<{ id: Id; authorId: Id; text: string; audience: Audience }>

type Answered = Readonly<{ id: Id; authorId: Id; audience: Audience }>

/** Whom a post is for: as many as its text may mention, and whoever wrote what it answers. */
const maxAddressed = 13

/**
 * Keeps whom a post addresses: who has the handles in it now, but for its author. A reply for those whom it mentions
 * is for whoever wrote what it answers, too; and where one goes on oneself, for whom that is for, as far as there is room.
 * @returns them, in the order of their ids
 */
export async function keepMentions(tx: Tx, post: Mentioning, parent: Answered | null = null): Promise<Id[]> {
  const handles = handlesIn(post.text)
  const answered = post.audience === 'mentioned' ? parent : null
  // Most posts mention nobody.
  if (handles.length === 0 && answered === null) return []
  const goesOn = answered?.authorId === post.authorId && answered.audience === 'mentioned' ? answered.id : null
  const rows = await tx.$queryRaw<{ id: Id }[]>`
    INSERT INTO mention (post_id, user_id)
    SELECT ${post.id}::uuid, id FROM (
      SELECT id, 0 AS rank FROM "user" WHERE handle = ANY(${handles}::text[]) OR id = ${answered?.authorId ?? null}::uuid
      UNION ALL SELECT user_id, 1 FROM mention WHERE post_id = ${goesOn}::uuid) addressed
    WHERE id <> ${post.authorId}::uuid GROUP BY id ORDER BY min(rank), id LIMIT ${maxAddressed}
    RETURNING user_id AS id`
  return rows.map(({ id }) => id).sort()
}

function handlesIn(text: string): string[] {
  return segmentText(text).flatMap((segment) => (segment.type === 'mention' ? [segment.handle] : []))
}
