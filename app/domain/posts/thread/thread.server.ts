import type { Page } from '#app/domain/feeds/types.ts'
import type { Db } from '#app/lib/db.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import type { PostView, ThreadView } from '../post-views.ts'
import type { Reader } from '../views/onlooker.server.ts'
import type { Reading } from '../views/reading.server.ts'
import { findAnswers, findDeleted, walkReplies } from './find-replies.server.ts'
import type { ReplyOrder } from './reply-order.ts'
import { countLeftOut, explainGaps } from './thread-gaps.server.ts'

/** Posts above the one looked at, at most: the nearest. */
const maxAncestors = 50
const repliesPage = 30
const maxRepliesPage = 100
/** So many are looked at for one page, step by step, where many are hidden. */
const furtherSteps = [500, 500]
/** Of the replies to a reply, and of those to these, so many stand below it. */
const answersEach = [3, 2]

type Deps = Pick<Reading, 'sync' | 'readerOf' | 'hydrate'> & { db: Db; now: () => Date }
type Query = { postId: Id; viewer: { id: Id } | null; cursor?: string | null; limit?: number; order?: ReplyOrder }

export async function readThread(deps: Deps, query: Query): Promise<ThreadView> {
  const { postId } = query
  const viewer = query.viewer?.id ?? null
  await deps.sync()
  const [reader, above, leftOut] = await Promise.all([
    deps.readerOf(viewer),
    findAncestors(deps.db, postId),
    countLeftOut(deps.db, { postId, viewer }),
  ])
  const [posts, replies] = await Promise.all([
    deps.hydrate({ ids: [postId, ...above], reader, wholeId: postId }),
    readPage(deps, query, reader),
  ])
  const post = posts.get(postId)
  if (!post) throw new NotFound('That post is gone, or it never was.')
  const ancestors = above.flatMap((id) => posts.get(id) ?? [])
  const gaps = await explainGaps(deps.db, { gaps: gapsIn(above, posts, postId), viewer })
  return { ancestors, gaps, post, replies, leftOut }
}

/** The posts above that are missing, each with the next that is there. */
function gapsIn(above: readonly Id[], posts: ReadonlyMap<Id, PostView>, postId: Id): { id: Id; below: Id }[] {
  return above.flatMap((id, at) =>
    posts.has(id) ? [] : [{ id, below: above.slice(at).find((next) => posts.has(next)) ?? postId }],
  )
}

export async function readReplies(deps: Deps, query: Query): Promise<Page<PostView>> {
  await deps.sync()
  const reader = await deps.readerOf(query.viewer?.id ?? null)
  const [posts, page] = await Promise.all([
    deps.hydrate({ ids: [query.postId], reader }),
    readPage(deps, query, reader),
  ])
  if (!posts.has(query.postId)) throw new NotFound('That post is gone, or it never was.')
  return page
}

/**
 * Replies that the reader may see, each with some below it; what answers a deleted one stands among them. Short where a
 * thousand in a row are hidden, with the way on.
 */
async function readPage(deps: Deps, query: Query, reader: Reader): Promise<Page<PostView>> {
  const { postId, cursor, order = 'oldest', limit = repliesPage } = query
  const length = Math.min(Math.max(limit, 1), maxRepliesPage)
  const parents = [postId, ...(await findDeleted(deps.db, { postId, viewer: reader.id }))]
  const walk = walkReplies(deps.db, { parents, order, cursor, now: deps.now() })
  const items: PostView[] = []
  let last: Id | null = null
  for (const step of [length + 1, ...furtherSteps]) {
    const found = await walk.next(step)
    const posts = await deps.hydrate({ ids: found.map(({ id }) => id), reader })
    for (const { id, parentId } of found) {
      const post = posts.get(id)
      if (post) items.push(parentId === postId ? post : { ...post, isToDeleted: true })
    }
    last = found.length < step ? null : (found.at(-1)?.id ?? null)
    if (last === null || items.length > length) break
  }
  const shown = items.slice(0, length)
  const at = items.length > length ? (shown.at(-1)?.id ?? null) : last
  return { items: await withAnswers(deps, shown, reader), nextCursor: at === null ? null : walk.cursorAt(at) }
}

/** The same replies, each with the first replies to it, and those with theirs. A query for each depth at most. */
async function withAnswers(
  deps: Deps,
  replies: readonly PostView[],
  reader: Reader,
  [each, ...deeper] = answersEach,
): Promise<PostView[]> {
  const answered = replies.filter(({ replyCount }) => replyCount > 0).map(({ id }) => id)
  if (each === undefined || answered.length === 0) return [...replies]
  const found = await findAnswers(deps.db, { ids: answered, each })
  const posts = await deps.hydrate({ ids: found.map(({ id }) => id), reader })
  const seen = await withAnswers(deps, [...posts.values()], reader, deeper)
  const byParent = new Map<Id, PostView[]>()
  for (const answer of seen) {
    const parentId = answer.replyTo?.id
    if (parentId) byParent.set(parentId, [...(byParent.get(parentId) ?? []), answer])
  }
  return replies.map((reply) => {
    const items = byParent.get(reply.id) ?? []
    return reply.replyCount > 0 ? { ...reply, answers: { items, isMore: reply.replyCount > items.length } } : reply
  })
}

export async function readPost(deps: Omit<Deps, 'db' | 'now'>, { postId, viewer }: Query): Promise<PostView> {
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
