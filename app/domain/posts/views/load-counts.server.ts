import { type Db, type DbOrTx, sql, uuids } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { Prisma } from '#app/lib/prisma/client.ts'
import { type CountsFact, maxRepliers } from '../post-facts.ts'
import { isCommon, type ReactionCount, type ReactionKind, reactionKinds } from '../post-views.ts'
import { isPrivate, open, stands, visible } from '../visibility/visible.server.ts'

type Row = Omit<CountsFact, 'reactions'> & { id: Id; reactions: Record<string, number> | null }

/** Of a post to which nothing was done. */
export const noCounts: CountsFact = {
  publicReplies: 0,
  followersReplies: 0,
  repliers: [],
  mentioningReplies: [],
  reactions: [],
  reposts: 0,
  quotes: 0,
}

/** What was done to posts, whether or not there are such posts. One query. */
export async function loadCounts(db: Db, ids: readonly Id[]): Promise<ReadonlyMap<Id, CountsFact>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT p.id, replies.public AS "publicReplies", replies.followers AS "followersReplies", replies.repliers,
      CASE WHEN mentioning.count <= ${maxRepliers}::int AND NOT mentioning.has_private THEN coalesce(mentioning.people, '[]') END AS "mentioningReplies",
      (SELECT json_object_agg(k.kind, k.count) FROM (
        SELECT kind, count(*)::int FROM reaction WHERE post_id = p.id GROUP BY kind) k) AS reactions,
      (SELECT count(*)::int FROM repost WHERE post_id = p.id) AS reposts,
      (SELECT count(*)::int FROM post quoting WHERE quoting.quote_id = p.id AND quoting.quote_detached_at IS NULL
        AND ${open('quoting')} AND NOT ${isPrivate(sql`quoting.author_id`)} AND ${stands('quoting')}) AS quotes
    FROM unnest(${uuids(ids)}) AS p(id)
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(public), 0)::int AS public, coalesce(sum(followers), 0)::int AS followers,
        CASE WHEN count(*) <= ${maxRepliers}::int THEN coalesce(json_agg(json_build_array(author_id, public, followers))
          FILTER (WHERE place <= ${maxRepliers}::int), '[]') END AS repliers
      FROM (
        SELECT author_id, CASE WHEN is_private THEN 0 ELSE public END AS public,
          CASE WHEN is_private THEN public + followers ELSE followers END AS followers, row_number() OVER () AS place
        FROM (
          SELECT reply.author_id, count(*) FILTER (WHERE ${open('reply')}) AS public,
            count(*) FILTER (WHERE reply.audience = 'followers') AS followers, ${isPrivate(sql`reply.author_id`)} AS is_private
          FROM post reply WHERE reply.reply_to_id = p.id AND ${stands('reply')} AND reply.audience <> 'mentioned'
          GROUP BY reply.author_id) by_author) by_audience) replies
    CROSS JOIN LATERAL (
      SELECT count(*) AS count, coalesce(bool_or(is_private), false) AS has_private,
        json_agg(people) FILTER (WHERE place <= ${maxRepliers}::int) AS people
      FROM (
        SELECT array_prepend(reply.author_id, array(SELECT user_id FROM mention WHERE post_id = reply.id ORDER BY user_id)) AS people,
          ${isPrivate(sql`reply.author_id`)} AS is_private, row_number() OVER () AS place
        FROM post reply WHERE reply.reply_to_id = p.id AND reply.audience <> 'public' AND reply.audience = 'mentioned'
          AND ${stands('reply')} LIMIT ${maxRepliers + 1}::int) newest) mentioning`
  return new Map(rows.map(({ id, reactions, ...row }) => [id, { ...row, reactions: byUse(reactions ?? {}) }]))
}

type Differing = { ids: readonly Id[]; viewer: Id; blocked: ReadonlySet<Id> }

/**
 * How many replies the viewer sees of each of these posts, less the public ones: in proportion to the replies for followers,
 * and to those whom the viewer blocks or follows though they are private, not to all. One query.
 */
export async function readReplyDifference(
  db: Db,
  { ids, viewer, blocked }: Differing,
): Promise<ReadonlyMap<Id, number>> {
  const openBy = (author: Prisma.Sql) => sql`SELECT count(*) FROM post reply
    WHERE reply.reply_to_id = p.id AND reply.author_id = ${author} AND ${open('reply')}`
  const rows = await db.$queryRaw<{ id: Id; difference: number }[]>`
    WITH close AS MATERIALIZED (
      SELECT followee_id AS id FROM follow
      WHERE follower_id = ${viewer}::uuid AND until_id IS NULL AND ${isPrivate(sql`followee_id`)}
      UNION ALL SELECT v.id FROM (SELECT ${viewer}::uuid AS id) v WHERE ${isPrivate(sql`v.id`)})
    SELECT p.id,
      (SELECT count(*)::int FROM post reply
        WHERE reply.reply_to_id = p.id AND reply.audience <> 'public' AND NOT ${open('reply')} AND ${visible(viewer, 'reply')})
      + (SELECT coalesce(sum((${openBy(sql`close.id`)} AND ${visible(viewer, 'reply')})), 0)::int FROM close)
      - (SELECT coalesce(sum((${openBy(sql`b.id`)} AND ${stands('reply')} AND NOT ${isPrivate(sql`b.id`)})), 0)::int
        FROM unnest(${uuids([...blocked])}) AS b(id)) AS difference
    FROM unnest(${uuids(ids)}) AS p(id)`
  return new Map(rows.map(({ id, difference }) => [id, difference]))
}

/** Counts of one post, most used first, and the viewer's own. One query, for whoever has just changed them. */
export async function readReactions(db: DbOrTx, postId: Id, viewer: Id) {
  const rows = await db.$queryRaw<{ kind: string; count: number; own: boolean }[]>`
    SELECT kind, count(*)::int AS count, bool_or(user_id = ${viewer}::uuid) AS own
    FROM reaction WHERE post_id = ${postId}::uuid GROUP BY kind`
  const counts = Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
  return { reactions: byUse(counts), reaction: rows.find(({ own }) => own)?.kind ?? null }
}

/** Most used first; among equals the common ones in their order, then the oldest emoji. */
function byUse(counts: Readonly<Record<string, number>>): ReactionCount[] {
  const placeOf = (kind: ReactionKind) => (isCommon(kind) ? reactionKinds.indexOf(kind) : reactionKinds.length)
  return Object.entries(counts)
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => b.count - a.count || placeOf(a.kind) - placeOf(b.kind) || (a.kind < b.kind ? -1 : 1))
}
