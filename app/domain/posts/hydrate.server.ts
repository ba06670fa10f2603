import { type DbOrTx, sql, uuids } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import { foldBody } from './fold.ts'
import { maxImportedCharacters, maxPostCharacters, maxPostUnits } from './post-rules.ts'
import { segmentText } from './post-text.ts'
import { type Audience, type PostView, type ReactionKind, reactionKinds } from './post-views.ts'
import { type ViewerId, visible } from './visible.server.ts'

/** Characters of an imported post that a list reads. What is written here is at most `maxPostUnits`, and read whole. */
const maxListed = 1_200

/**
 * The posts that the viewer may see, by id; the others are absent. One query.
 * @param wholeId the one that is not folded, however long
 */
export async function hydratePosts(
  db: DbOrTx,
  ids: readonly Id[],
  viewer: ViewerId,
  wholeId: Id | null = null,
): Promise<Map<Id, PostView>> {
  if (ids.length === 0) return new Map()
  const rows = await db.$queryRaw<Row[]>`
    SELECT p.id, shown.text, octet_length(p.text) > octet_length(shown.text) AS "isCut", p.created_at AS "createdAt", p.source_url AS "sourceUrl",
      u.id AS "authorId", u.handle, u.name, u.image,
      p.audience, parent.id AS "parentId", parent_author.handle AS "parentHandle",
      (SELECT count(*)::int FROM post reply
        WHERE reply.reply_to_id = p.id AND ${visible(viewer, 'reply')}) AS "replyCount",
      (SELECT json_object_agg(k.kind, k.count) FROM (
        SELECT kind, count(*)::int FROM reaction WHERE post_id = p.id GROUP BY kind) k) AS reactions,
      (SELECT count(*)::int FROM repost WHERE post_id = p.id) AS "repostCount",
      EXISTS (SELECT 1 FROM repost WHERE post_id = p.id AND user_id = ${viewer}::uuid) AS "isReposted",
      (SELECT kind FROM reaction WHERE post_id = p.id AND user_id = ${viewer}::uuid) AS reaction
    FROM post p
    CROSS JOIN LATERAL (SELECT left(p.text, CASE
      WHEN p.id = ${wholeId}::uuid THEN ${maxImportedCharacters}::int
      WHEN p.source_url IS NULL THEN ${maxPostUnits}::int ELSE ${maxListed}::int END) AS text) shown
    JOIN "user" u ON u.id = p.author_id
    LEFT JOIN post parent ON parent.id = p.reply_to_id AND ${visible(viewer, 'parent')}
    LEFT JOIN "user" parent_author ON parent_author.id = parent.author_id
    WHERE p.id = ANY(${uuids([...new Set(ids)])}) AND ${visible(viewer)}`
  return new Map(rows.map((row) => [row.id, presentPost(row, { viewer, isWhole: row.id === wholeId })]))
}

/** Counts of one post, most used first, and the viewer's own. One query. */
export async function hydrateReactions(db: DbOrTx, postId: Id, viewer: ViewerId) {
  const rows = await db.$queryRaw<{ kind: string; count: number; own: boolean }[]>(sql`
    SELECT kind, count(*)::int AS count, bool_or(user_id = ${viewer}::uuid) AS own
    FROM reaction WHERE post_id = ${postId}::uuid GROUP BY kind`)
  const counts = Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
  return { reactions: presentReactions(counts), reaction: kindOf(rows.find(({ own }) => own)?.kind) }
}

type Row = {
  id: Id
  text: string
  isCut: boolean
  createdAt: Date
  sourceUrl: string | null
  authorId: Id
  handle: string
  name: string
  image: string | null
  parentId: Id | null
  parentHandle: string | null
  audience: Audience
  replyCount: number
  repostCount: number
  isReposted: boolean
  reactions: Record<string, number> | null
  reaction: string | null
}

function presentPost(row: Row, { viewer, isWhole }: { viewer: ViewerId; isWhole: boolean }): PostView {
  const body = segmentText(row.text)
  return {
    id: row.id,
    author: { id: row.authorId, handle: row.handle, name: row.name, image: row.image },
    ...(isWhole ? { body, isFolded: false } : foldBody(body, { max: maxPostCharacters, isCut: row.isCut })),
    createdAt: row.createdAt.toISOString(),
    replyTo: row.parentId && row.parentHandle ? { id: row.parentId, handle: row.parentHandle } : null,
    sourceUrl: row.sourceUrl,
    audience: row.audience,
    replyCount: row.replyCount,
    repostCount: row.repostCount,
    reactions: presentReactions(row.reactions ?? {}),
    viewer: {
      reaction: kindOf(row.reaction),
      canDelete: row.authorId === viewer,
      isReposted: row.isReposted,
      canRepost: row.audience === 'public',
    },
    reposts: null,
  }
}

function presentReactions(counts: Readonly<Record<string, number>>) {
  return reactionKinds
    .map((kind) => ({ kind, count: counts[kind] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
}

function kindOf(kind: string | null | undefined): ReactionKind | null {
  return reactionKinds.find((known) => known === kind) ?? null
}
