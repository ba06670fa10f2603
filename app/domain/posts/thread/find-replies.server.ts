import { decodeCursor, encodeCursor } from '#app/domain/feeds/cursor.ts'
import { type Db, sql, uuids } from '#app/lib/db.server.ts'
import { Invalid } from '#app/lib/errors.ts'
import { type Id, isId, lowestId } from '#app/lib/id.ts'
import { reactionKinds } from '../post-views.ts'
import { type ViewerId, visibleUnlessDeleted } from '../visibility/visible.server.ts'
import type { ReplyOrder } from './reply-order.ts'
import { wilsonLowerBound } from './wilson.ts'

/** `parents`: what is answered; a post, and deleted replies that `findDeleted` gives. */
type Wanted = { parents: readonly Id[]; order: ReplyOrder; cursor?: string | null; now: Date }

/** `parentId`: which of the parents it answers. */
type Answer = Readonly<{ id: Id; parentId: Id }>

/** A walk through the replies to posts, hidden ones as well: who asks looks at who may see them. */
export type ReplyWalk = Readonly<{
  /** The next ones, at most so many; fewer at the end. One query. */
  next: (limit: number) => Promise<readonly Answer[]>
  /** A cursor that goes on below this one. */
  cursorAt: (id: Id) => string
}>

/** @throws Invalid for a cursor that is not ours */
export function walkReplies(db: Db, { parents, order, cursor, now }: Wanted): ReplyWalk {
  return order === 'best' ? walkBest(db, { parents, cursor, now }) : walkByTime(db, { parents, order, cursor })
}

/** Deleted replies that are looked at for what answers them. */
const maxDeleted = 5_000

/**
 * The deleted replies to a post that are answered, and the deleted answers to these: what answers them has no other place
 * than below the post. Those that the viewer might see otherwise: of others nobody is told that they were here. The nearest.
 * One query.
 */
export async function findDeleted(db: Db, { postId, viewer }: { postId: Id; viewer: ViewerId }): Promise<Id[]> {
  const gone = sql`p.deleted_at IS NOT NULL AND ${visibleUnlessDeleted(viewer)}`
  const rows = await db.$queryRaw<{ id: Id }[]>`
    WITH RECURSIVE gone AS (
      SELECT p.id FROM post p WHERE p.reply_to_id = ${postId}::uuid AND ${gone}
      UNION ALL
      SELECT p.id FROM gone JOIN post p ON p.reply_to_id = gone.id AND ${gone}
    )
    SELECT id FROM (SELECT id FROM gone LIMIT ${maxDeleted}) near
    WHERE EXISTS (SELECT 1 FROM post answer WHERE answer.reply_to_id = near.id AND answer.deleted_at IS NULL)`
  return rows.map(({ id }) => id)
}

function walkByTime(db: Db, { parents, order, cursor }: Omit<Wanted, 'now'>): ReplyWalk {
  let at = decodeCursor(cursor)
  return {
    async next(limit) {
      const isUp = order === 'oldest'
      const rest = at === null ? sql`` : isUp ? sql`AND p.id > ${at}::uuid` : sql`AND p.id < ${at}::uuid`
      const first = sql`ORDER BY id ${isUp ? sql`` : sql`DESC`} LIMIT ${limit}`
      const rows = await db.$queryRaw<Answer[]>`
        SELECT answer.id, parent.id AS "parentId" FROM unnest(${uuids(parents)}) AS parent(id)
        CROSS JOIN LATERAL (SELECT p.id FROM post p WHERE p.reply_to_id = parent.id ${rest} ${first}) answer ${first}`
      at = rows.at(-1)?.id ?? at
      return rows
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
function walkBest(db: Db, { parents, cursor, now }: Omit<Wanted, 'order'>): ReplyWalk {
  const start = cursor ? decodeBest(cursor) : null
  const asOfMs = start?.asOfMs ?? now.getTime()
  let ranked: Promise<readonly Answer[]> | undefined
  let shown = 0
  return {
    async next(limit) {
      ranked ??= rank(db, { parents, asOfMs }).then((all) => (start ? below(all, start.at) : all))
      const some = (await ranked).slice(shown, shown + limit)
      shown += some.length
      return some
    },
    cursorAt: (id) => Buffer.from(`${asOfMs}.${id}`).toString('base64url'),
  }
}

/** What comes after this one; nothing where there is no such one any more. */
function below(ranked: readonly Answer[], at: Id): readonly Answer[] {
  const place = ranked.findIndex(({ id }) => id === at)
  return place < 0 ? [] : ranked.slice(place + 1)
}

/** Deleted ones among them, so that a cursor that stands at one goes on. */
async function rank(db: Db, { parents, asOfMs }: { parents: readonly Id[]; asOfMs: number }): Promise<Answer[]> {
  const asOf = new Date(asOfMs)
  // What was written in this millisecond has a higher id.
  const before = lowestId(new Date(asOfMs + 1))
  // Of each parent first: an order over all of them is no index's, and all their replies would be sorted.
  const newest = sql`ORDER BY id DESC LIMIT ${maxRanked}`
  const replies = await db.$queryRaw<Answer[]>`
    SELECT answer.id, parent.id AS "parentId" FROM unnest(${uuids(parents)}) AS parent(id)
    CROSS JOIN LATERAL (SELECT p.id FROM post p WHERE p.reply_to_id = parent.id AND p.id < ${before}::uuid ${newest}) answer
    ${newest}`
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
  return replies
    .map((reply) => {
      const { glad = 0, all = 0 } = reacted.get(reply.id) ?? {}
      return { reply, score: wilsonLowerBound(glad, all + (answered.get(reply.id) ?? 0)) }
    })
    .sort((a, b) => b.score - a.score || (a.reply.id < b.reply.id ? -1 : 1))
    .map(({ reply }) => reply)
}

/** Ids have 48 bits of milliseconds, and one more is asked for. */
const maxAsOfMs = 2 ** 48 - 1

function decodeBest(cursor: string): { asOfMs: number; at: Id } {
  const [, ms = '', id = ''] = /^(\d{10,15})\.(.+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (!isId(id) || Number(ms) >= maxAsOfMs)
    throw new Invalid('That page is not one of ours.', { cursor: 'errors.cursor' })
  return { asOfMs: Number(ms), at: id }
}

/** The first replies to each of these posts, oldest first, hidden ones as well. One query. */
export async function findAnswers(db: Db, { ids, each }: { ids: readonly Id[]; each: number }): Promise<Answer[]> {
  if (ids.length === 0) return []
  return db.$queryRaw<Answer[]>`
    SELECT answer.id, parent.id AS "parentId" FROM unnest(${uuids(ids)}) AS parent(id)
    CROSS JOIN LATERAL (
      SELECT p.id FROM post p WHERE p.reply_to_id = parent.id AND p.deleted_at IS NULL ORDER BY p.id LIMIT ${each}
    ) answer`
}
