import { sql, type Tx, uuids } from '#app/lib/db.server.ts'
import { type Id, lowestId, timeOfId } from '#app/lib/id.ts'
import type { Prisma } from '#app/lib/prisma/client.ts'
import type { Audience } from '../post-views.ts'

type NewPost = Readonly<{ id: Id; authorId: Id; replyToId: Id | null; audience?: Audience }>

const dayMs = 86_400_000

/** Whether a post is one of its author's day: what home feeds take. That does not change, as the rest may. */
export function countsInDay({ replyToId, audience }: NewPost): boolean {
  return replyToId === null && audience !== 'mentioned'
}

/**
 * Which of its author's day (UTC) a post is that is about to be inserted. Deleted ones count. Two that are inserted at the
 * same moment may be told the same: one post more is shown to who wants few.
 */
export function ordinalOf({ id, authorId }: NewPost): Prisma.Sql {
  return sql`1 + ${countBetween(sql`${authorId}::uuid`, sql`${dayOf(id)}::uuid`, sql`${id}::uuid`)}`
}

/** The same of posts that are inserted together, by id. One query. */
export async function findDayOrdinals(tx: Tx, posts: readonly NewPost[]): Promise<ReadonlyMap<Id, number>> {
  const counting = posts.filter(countsInDay)
  if (counting.length === 0) return new Map()
  const rows = await tx.$queryRaw<{ id: Id; ordinal: number }[]>`
    SELECT p.id, (row_number() OVER (PARTITION BY p.author_id, p.day ORDER BY p.id)
      + ${countBetween(sql`p.author_id`, sql`p.day`, sql`p.id`)})::int AS ordinal
    FROM unnest(${uuids(counting.map(({ id }) => id))}, ${uuids(counting.map(({ authorId }) => authorId))},
      ${uuids(counting.map(({ id }) => dayOf(id)))}) AS p(id, author_id, day)`
  return new Map(rows.map(({ id, ordinal }) => [id, ordinal]))
}

/** By post_day_idx. */
function countBetween(author: Prisma.Sql, day: Prisma.Sql, id: Prisma.Sql): Prisma.Sql {
  return sql`(SELECT count(*)::int FROM post other WHERE other.author_id = ${author} AND other.reply_to_id IS NULL
    AND other.audience <> 'mentioned' AND other.id >= ${day} AND other.id < ${id})`
}

/** Below every id of its day. */
function dayOf(id: Id): Id {
  return lowestId(new Date(Math.floor(timeOfId(id) / dayMs) * dayMs))
}
