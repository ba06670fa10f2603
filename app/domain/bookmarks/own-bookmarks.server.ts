import { lockPerson } from '#app/domain/accounts/lock-person.server.ts'
import { decodeCursor, encodeCursor } from '#app/domain/feeds/cursor.ts'
import type { Page } from '#app/domain/feeds/types.ts'
import { ownFact } from '#app/domain/posts/facts.ts'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { requireVisible } from '#app/domain/posts/visibility/require-visible.server.ts'
import { type Db, sql } from '#app/lib/db.server.ts'
import { Invalid, NotFound } from '#app/lib/errors.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { bookmarkLimits } from './bookmark-rules.ts'
import type { Asker, BookmarkDeps } from './deps.ts'
import { requireFolder } from './folders.server.ts'

type OfPost = Asker & { postId: Id }

/** `post`: null when it is not there any more, or may not be seen. */
export type BookmarkView = Readonly<{ postId: Id; folderId: Id | null; post: PostView | null }>

const pageLength = 20
const maxPage = 100

/**
 * Keeps a post for the viewer; again does nothing. `folderId`: puts it there (null: into none), from where it was.
 * @throws NotFound when the post may not be seen, or the folder is not theirs; Invalid past 10,000
 */
export async function bookmark(
  { feeds, now }: BookmarkDeps,
  { viewer, postId, folderId }: OfPost & { folderId?: Id | null },
): Promise<{ isBookmarked: boolean }> {
  const ownerId = viewer.id
  await feeds.transaction(async (tx, { touch }) => {
    await requireVisible(tx, { postId, viewerId: ownerId })
    if (folderId) await requireFolder(tx, { viewer, folderId })
    await touch(ownFact(ownerId))
    await lockPerson(tx, ownerId)
    const data = [{ id: newId(now()), ownerId, postId, folderId: folderId ?? null }]
    const { count } = await tx.bookmark.createMany({ data, skipDuplicates: true })
    if (count === 0) {
      if (folderId !== undefined) await tx.bookmark.updateMany({ where: { ownerId, postId }, data: { folderId } })
    } else if ((await tx.bookmark.count({ where: { ownerId } })) > bookmarkLimits.maxBookmarks) {
      throw new Invalid(`${bookmarkLimits.maxBookmarks} bookmarks at most`, { on: 'errors.bookmark.tooMany' })
    }
  })
  return { isBookmarked: true }
}

/** Also of what is not there any more; again does nothing. */
export async function unbookmark(
  { feeds }: BookmarkDeps,
  { viewer, postId }: OfPost,
): Promise<{ isBookmarked: boolean }> {
  await feeds.transaction(async (tx, { touch }) => {
    await touch(ownFact(viewer.id))
    await tx.bookmark.deleteMany({ where: { ownerId: viewer.id, postId } })
  })
  return { isBookmarked: false }
}

/**
 * All of the viewer's, or those of one folder, in the order of keeping, the latest first. What may not be seen any more is
 * there without its post. @throws NotFound for another's folder; Invalid for a cursor that is none
 */
export async function listBookmarks(
  { db, cache, posts }: BookmarkDeps,
  query: Asker & { folderId?: Id; cursor?: string | null; limit?: number },
): Promise<Page<BookmarkView>> {
  const { viewer, folderId, cursor, limit = pageLength } = query
  if (folderId) await requireFolder(db, { viewer, folderId })
  const length = Math.min(Math.max(limit, 1), maxPage)
  const before = decodeCursor(cursor)
  const rows = await db.$queryRaw<{ id: Id; postId: Id; folderId: Id | null }[]>`
    SELECT b.id, b.post_id AS "postId", b.folder_id AS "folderId" FROM bookmark b
    WHERE ${folderId ? sql`b.folder_id = ${folderId}::uuid AND` : sql``} b.owner_id = ${viewer.id}::uuid
      ${before === null ? sql`` : sql`AND b.id < ${before}::uuid`}
    ORDER BY b.id DESC LIMIT ${length + 1}`
  const shown = rows.slice(0, length)
  await cache.sync()
  const seen = await posts.hydrate({ ids: shown.map(({ postId }) => postId), viewer })
  const last = rows.length > length ? shown.at(-1) : undefined
  return {
    items: shown.map(({ id: _, ...row }) => ({ ...row, post: seen.get(row.postId) ?? null })),
    nextCursor: last ? encodeCursor(last.id) : null,
  }
}

/** In which folder the viewer keeps a post. @throws NotFound when they do not keep it */
export async function requireBookmark(
  { db }: { db: Db },
  { viewer, postId }: OfPost,
): Promise<{ folderId: Id | null }> {
  const where = { ownerId_postId: { ownerId: viewer.id, postId } }
  const found = await db.bookmark.findUnique({ where, select: { folderId: true } })
  if (!found) throw new NotFound('That post is not bookmarked')
  return found
}
