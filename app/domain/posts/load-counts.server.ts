import { type Db, type DbOrTx, uuids } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { CountsFact } from './post-facts.ts'
import { type ReactionCount, type ReactionKind, reactionKinds } from './post-views.ts'
import { stands, type ViewerId, visible } from './visible.server.ts'

type Row = Omit<CountsFact, 'reactions'> & { id: Id; reactions: Record<string, number> | null }

/** What was done to posts, whether or not there are such posts. One query. */
export async function loadCounts(db: Db, ids: readonly Id[]): Promise<ReadonlyMap<Id, CountsFact>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT p.id, replies.public AS "publicReplies", replies.followers AS "followersReplies",
      (SELECT json_object_agg(k.kind, k.count) FROM (
        SELECT kind, count(*)::int FROM reaction WHERE post_id = p.id GROUP BY kind) k) AS reactions,
      (SELECT count(*)::int FROM repost WHERE post_id = p.id) AS reposts
    FROM unnest(${uuids(ids)}) AS p(id)
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE reply.audience = 'public')::int AS public,
        count(*) FILTER (WHERE reply.audience <> 'public')::int AS followers
      FROM post reply WHERE reply.reply_to_id = p.id AND ${stands('reply')}) replies`
  return new Map(
    rows.map(({ id, reactions, ...row }) => [id, { ...row, reactions: presentReactions(reactions ?? {}) }]),
  )
}

/** Replies that the viewer may see, of each of these posts. One query. */
export async function countReplies(db: Db, ids: readonly Id[], viewer: ViewerId): Promise<ReadonlyMap<Id, number>> {
  const rows = await db.$queryRaw<{ id: Id; count: number }[]>`
    SELECT p.id, (SELECT count(*)::int FROM post reply
      WHERE reply.reply_to_id = p.id AND ${visible(viewer, 'reply')}) AS count
    FROM unnest(${uuids(ids)}) AS p(id)`
  return new Map(rows.map(({ id, count }) => [id, count]))
}

/** Counts of one post, most used first, and the viewer's own. One query, for whoever has just changed them. */
export async function readReactions(db: DbOrTx, postId: Id, viewer: Id) {
  const rows = await db.$queryRaw<{ kind: string; count: number; own: boolean }[]>`
    SELECT kind, count(*)::int AS count, bool_or(user_id = ${viewer}::uuid) AS own
    FROM reaction WHERE post_id = ${postId}::uuid GROUP BY kind`
  const counts = Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
  return { reactions: presentReactions(counts), reaction: kindOf(rows.find(({ own }) => own)?.kind) }
}

function presentReactions(counts: Readonly<Record<string, number>>): ReactionCount[] {
  return reactionKinds
    .map((kind) => ({ kind, count: counts[kind] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
}

export function kindOf(kind: string | null | undefined): ReactionKind | null {
  return reactionKinds.find((known) => known === kind) ?? null
}
