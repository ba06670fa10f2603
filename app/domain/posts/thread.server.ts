import { decodeCursor, encodeCursor } from '#app/domain/feeds/cursor.ts'
import type { Page } from '#app/domain/feeds/types.ts'
import { type Db, sql } from '#app/lib/db.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import type { PostView, ThreadView } from './post-views.ts'
import type { Reading } from './reading.server.ts'
import { type ViewerId, visible } from './visible.server.ts'

/** Posts above the one looked at, at most: the nearest. */
const maxAncestors = 50
const repliesPage = 30
const maxRepliesPage = 100

type Deps = Pick<Reading, 'sync' | 'readerOf' | 'hydrate'> & { db: Db }
type Query = { postId: Id; viewer: { id: Id } | null; cursor?: string | null; limit?: number }

export async function readThread(deps: Deps, query: Query): Promise<ThreadView> {
  const viewer = query.viewer?.id ?? null
  await deps.sync()
  const [reader, above, below] = await Promise.all([
    deps.readerOf(viewer),
    findAncestors(deps.db, query.postId),
    findReplies(deps.db, query, viewer),
  ])
  const ids = [query.postId, ...above, ...below.ids]
  const posts = await deps.hydrate({ ids, reader, wholeId: query.postId })
  const post = posts.get(query.postId)
  if (!post) throw new NotFound('That post is gone, or it never was.')
  const inOrder = (wanted: readonly Id[]) => wanted.flatMap((id) => posts.get(id) ?? [])
  return { ancestors: inOrder(above), post, replies: { items: inOrder(below.ids), nextCursor: below.nextCursor } }
}

export async function readReplies(deps: Deps, query: Query): Promise<Page<PostView>> {
  const viewer = query.viewer?.id ?? null
  await deps.sync()
  const [reader, { ids, nextCursor }] = await Promise.all([deps.readerOf(viewer), findReplies(deps.db, query, viewer)])
  const posts = await deps.hydrate({ ids: [query.postId, ...ids], reader })
  if (!posts.has(query.postId)) throw new NotFound('That post is gone, or it never was.')
  return { items: ids.flatMap((id) => posts.get(id) ?? []), nextCursor }
}

export async function readPost(deps: Omit<Deps, 'db'>, { postId, viewer }: Query): Promise<PostView> {
  await deps.sync()
  const reader = await deps.readerOf(viewer?.id ?? null)
  const post = (await deps.hydrate({ ids: [postId], reader })).get(postId)
  if (!post) throw new NotFound('That post is gone, or it never was.')
  return post
}

/** From the thread's first post down to the parent. */
async function findAncestors(db: Db, postId: Id): Promise<Id[]> {
  const rows = await db.$queryRaw<{ id: Id }[]>`
    WITH RECURSIVE above AS (
      SELECT reply_to_id AS id, 1 AS height FROM post WHERE id = ${postId}::uuid
      UNION ALL
      SELECT post.reply_to_id, height + 1 FROM above JOIN post ON post.id = above.id WHERE height < ${maxAncestors}
    ) SELECT id FROM above WHERE id IS NOT NULL ORDER BY height DESC`
  return rows.map(({ id }) => id)
}

/** Oldest first, so that the cursor goes up. The query filters, so a page is full unless it is the last. */
async function findReplies(db: Db, { postId, cursor, limit = repliesPage }: Query, viewer: ViewerId) {
  const length = Math.min(Math.max(limit, 1), maxRepliesPage)
  const after = decodeCursor(cursor)
  const rows = await db.$queryRaw<{ id: Id }[]>`
    SELECT p.id FROM post p
    WHERE p.reply_to_id = ${postId}::uuid AND ${visible(viewer)} ${after === null ? sql`` : sql`AND p.id > ${after}::uuid`}
    ORDER BY p.id LIMIT ${length + 1}`
  const ids = rows.slice(0, length).map(({ id }) => id)
  const last = rows.length > length ? ids.at(-1) : undefined
  return { ids, nextCursor: last ? encodeCursor(last) : null }
}
