import { decodeCursor, encodeCursor } from '#app/domain/feeds/cursor.ts'
import { type Db, sql, uuids } from '#app/lib/db.server.ts'
import { Invalid } from '#app/lib/errors.ts'
import { type Id, isId, lowestId } from '#app/lib/id.ts'
import { reactionKinds } from './post-views.ts'
import type { ReplyOrder } from './reply-order.ts'
import { wilsonLowerBound } from './wilson.ts'

type Wanted = { postId: Id; order: ReplyOrder; cursor?: string | null; now: Date }

/** A walk through the replies of a post, hidden ones as well: who asks looks at who may see them. */
export type ReplyWalk = Readonly<{
  /** The next ones, at most so many; fewer at the end. One query. */
  next: (limit: number) => Promise<readonly Id[]>
  /** A cursor that goes on below this one. */
  cursorAt: (id: Id) => string
}>

/** @throws Invalid for a cursor that is not ours */
export function walkReplies(db: Db, { postId, order, cursor, now }: Wanted): ReplyWalk {
  return order === 'best' ? walkBest(db, { postId, cursor, now }) : walkByTime(db, { postId, order, cursor })
}

function walkByTime(db: Db, { postId, order, cursor }: Omit<Wanted, 'now'>): ReplyWalk {
  let at = decodeCursor(cursor)
  return {
    async next(limit) {
      const isUp = order === 'oldest'
      const rest = at === null ? sql`` : isUp ? sql`AND p.id > ${at}::uuid` : sql`AND p.id < ${at}::uuid`
      const rows = await db.$queryRaw<{ id: Id }[]>`
        SELECT p.id FROM post p WHERE p.reply_to_id = ${postId}::uuid ${rest}
        ORDER BY p.id ${isUp ? sql`` : sql`DESC`} LIMIT ${limit}`
      at = rows.at(-1)?.id ?? at
      return rows.map(({ id }) => id)
    },
    cursorAt: encodeCursor,
  }
}

/** Of a post with more replies than this, the newest are ranked. */
const maxRanked = 5_000
/** What says that somebody was glad of a reply. The others say that it moved them; what custom emoji say nobody knows. */
const gladKinds = ['like', 'love', 'laugh', 'thanks']

/**
 * By the share of those who did something with a reply, reacted or answered, that were glad of it: Wilson's lower bound, so
 * that a few do not count for all. How many saw it is not known. The walk goes through the order as it was when it began:
 * what was done since does not count, but for what was taken back.
 */
function walkBest(db: Db, { postId, cursor, now }: Omit<Wanted, 'order'>): ReplyWalk {
  const start = cursor ? decodeBest(cursor) : null
  const asOfMs = start?.asOfMs ?? now.getTime()
  let ranked: Promise<readonly Id[]> | undefined
  let shown = 0
  return {
    async next(limit) {
      ranked ??= rank(db, { postId, asOfMs }).then((ids) => (start ? below(ids, start.at) : ids))
      const ids = (await ranked).slice(shown, shown + limit)
      shown += ids.length
      return ids
    },
    cursorAt: (id) => Buffer.from(`${asOfMs}.${id}`).toString('base64url'),
  }
}

/** What comes after this one; nothing where there is no such one any more. */
function below(ids: readonly Id[], at: Id): readonly Id[] {
  const place = ids.indexOf(at)
  return place < 0 ? [] : ids.slice(place + 1)
}

/** Deleted ones among them, so that a cursor that stands at one goes on. */
async function rank(db: Db, { postId, asOfMs }: { postId: Id; asOfMs: number }): Promise<Id[]> {
  const asOf = new Date(asOfMs)
  // What was written in this millisecond has a higher id.
  const before = lowestId(new Date(asOfMs + 1))
  const replies = await db.$queryRaw<{ id: Id }[]>`
    SELECT id FROM post WHERE reply_to_id = ${postId}::uuid AND id < ${before}::uuid ORDER BY id DESC LIMIT ${maxRanked}`
  const ids = replies.map(({ id }) => id)
  // Joined here: Postgres does not know how many there are of either.
  const [reactions, answers] = await Promise.all([
    db.$queryRaw<{ id: Id; glad: number; all: number }[]>`
      SELECT post_id AS id, count(*) FILTER (WHERE kind = ANY(${[...reactionKinds]}::text[]))::int AS "all", count(*) FILTER (WHERE kind = ANY(${gladKinds}::text[]))::int AS glad
      FROM reaction WHERE post_id = ANY(${uuids(ids)}) AND created_at <= ${asOf}::timestamptz GROUP BY post_id`,
    db.$queryRaw<{ id: Id; all: number }[]>`
      SELECT reply_to_id AS id, count(*)::int AS "all" FROM post
      WHERE reply_to_id = ANY(${uuids(ids)}) AND deleted_at IS NULL AND id < ${before}::uuid GROUP BY reply_to_id`,
  ])
  const reacted = new Map(reactions.map((row) => [row.id, row]))
  const answered = new Map(answers.map((row) => [row.id, row.all]))
  return ids
    .map((id) => {
      const { glad = 0, all = 0 } = reacted.get(id) ?? {}
      return { id, score: wilsonLowerBound(glad, all + (answered.get(id) ?? 0)) }
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id)
}

function decodeBest(cursor: string): { asOfMs: number; at: Id } {
  const [, ms = '', id = ''] = /^(\d{10,15})\.(.+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (!isId(id)) throw new Invalid('That page is not one of ours.', { cursor: 'errors.cursor' })
  return { asOfMs: Number(ms), at: id }
}

type Answer = Readonly<{ id: Id; parentId: Id }>

/** The first replies to each of these posts, oldest first, hidden ones as well. One query. */
export async function findAnswers(db: Db, { ids, each }: { ids: readonly Id[]; each: number }): Promise<Answer[]> {
  if (ids.length === 0) return []
  return db.$queryRaw<Answer[]>`
    SELECT answer.id, parent.id AS "parentId" FROM unnest(${uuids(ids)}) AS parent(id)
    CROSS JOIN LATERAL (
      SELECT p.id FROM post p WHERE p.reply_to_id = parent.id AND p.deleted_at IS NULL ORDER BY p.id LIMIT ${each}
    ) answer`
}
