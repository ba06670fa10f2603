import { decodeCursor, encodeCursor } from '#app/domain/feeds/cursor.ts'
import type { Page } from '#app/domain/feeds/types.ts'
import { type Db, sql, type Tx } from '#app/lib/db.server.ts'
import { Conflict, Invalid, NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import type { PostDeps } from './deps.ts'
import { countsFact, postFact } from './facts.ts'
import { pageLength } from './post-rules.ts'
import { isOpen, type PostView } from './post-views.ts'
import type { Reading } from './views/reading.server.ts'
import { requireVisible } from './visibility/require-visible.server.ts'
import { quotable, visible } from './visibility/visible.server.ts'

type Person = { id: Id }

/**
 * What a post is about to quote. @throws NotFound when its author may not see it; Conflict when not everybody may; Invalid when
 * whoever wrote it does not let them quote it
 */
export async function requireQuotable(tx: Tx, asked: { postId: Id; viewerId: Id }): Promise<{ id: Id; authorId: Id }> {
  const { id, authorId, audience, isPrivate } = await requireVisible(tx, asked)
  if (!isOpen(audience) || isPrivate) throw new Conflict('Only posts for everyone can be quoted.')
  await requireAllowed(tx, { authorId, viewerId: asked.viewerId })
  return { id, authorId }
}

async function requireAllowed(tx: Tx, { authorId, viewerId }: { authorId: Id; viewerId: Id }): Promise<void> {
  // Held until the commit: once another choice is answered, nothing is quoted by the one before.
  const [author] = await tx.$queryRaw<{ isAllowed: boolean }[]>`
    SELECT ${quotable(viewerId)} AS "isAllowed" FROM "user" u WHERE u.id = ${authorId}::uuid FOR SHARE OF u`
  if (!author?.isAllowed)
    throw new Invalid('Who wrote that post does not let you quote it.', { quoteId: 'errors.post.quote' })
}

/** Takes the viewer's post off one that quotes it; the other says from then on that it is not available. @throws NotFound */
export async function detachQuote(
  { feeds, now }: Pick<PostDeps, 'feeds' | 'now'>,
  { postId, viewer }: { postId: Id; viewer: Person },
): Promise<void> {
  await feeds.transaction(async (tx, { touch }) => {
    const [quoting] = await tx.$queryRaw<{ quoteId: Id }[]>`
      UPDATE post p SET quote_detached_at = ${now()}::timestamptz
      WHERE p.id = ${postId}::uuid AND p.deleted_at IS NULL AND p.quote_detached_at IS NULL
        AND EXISTS (SELECT 1 FROM post quoted WHERE quoted.id = p.quote_id AND quoted.author_id = ${viewer.id}::uuid)
      RETURNING p.quote_id AS "quoteId"`
    if (!quoting) throw new NotFound('No post of yours is quoted there.')
    await touch(postFact(postId), countsFact(quoting.quoteId))
  })
}

type Deps = Pick<Reading, 'sync' | 'readerOf' | 'hydrate'> & { db: Db }
type Query = { postId: Id; viewer: Person | null; cursor?: string | null; limit?: number }

/** Posts that quote one, of those that the viewer may see, newest first. @throws NotFound when they may not see that one */
export async function readQuotes(deps: Deps, query: Query): Promise<Page<PostView>> {
  const { postId, cursor, limit = pageLength } = query
  const viewer = query.viewer?.id ?? null
  const before = decodeCursor(cursor)
  await deps.sync()
  const [reader, rows] = await Promise.all([
    deps.readerOf(viewer),
    deps.db.$queryRaw<{ id: Id }[]>`
      SELECT p.id FROM post p WHERE p.quote_id = ${postId}::uuid AND p.quote_detached_at IS NULL AND ${visible(viewer)}
        ${before === null ? sql`` : sql`AND p.id < ${before}::uuid`} ORDER BY p.id DESC LIMIT ${limit + 1}`,
  ])
  const ids = rows.slice(0, limit).map(({ id }) => id)
  const posts = await deps.hydrate({ ids: [postId, ...ids], reader })
  if (!posts.has(postId)) throw new NotFound('That post is gone, or it never was.')
  const last = rows.length > limit ? ids.at(-1) : undefined
  return { items: ids.flatMap((id) => posts.get(id) ?? []), nextCursor: last ? encodeCursor(last) : null }
}
