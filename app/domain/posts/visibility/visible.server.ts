import type { Id } from '#app/lib/id.ts'
import { Prisma } from '#app/lib/prisma/client.ts'

/** Who looks; null when nobody is signed in. */
export type ViewerId = Id | null

/** What a query calls a post. */
type Alias = 'p' | 'parent' | 'reply' | 'quoting'

/**
 * Whether the viewer may see a post now. The one piece of SQL that decides it, used by every read of posts; `maySee`
 * is the same for facts. Subqueries by primary key: cheap for a page.
 * @param authorId where all posts are by one person: what there is to know of them is then asked once, not for each post
 */
export function visible(viewer: ViewerId, post: Alias = 'p', authorId?: Id): Prisma.Sql {
  return Prisma.sql`${Prisma.raw(post)}.deleted_at IS NULL AND ${visibleUnlessDeleted(viewer, post, authorId)}`
}

/** Whether the viewer may see a post, or might if it were not deleted. */
export function visibleUnlessDeleted(viewer: ViewerId, post: Alias = 'p', authorId?: Id): Prisma.Sql {
  const author = authorOf(post, authorId)
  return Prisma.sql`${isActive(author)}
    AND NOT EXISTS (SELECT 1 FROM block WHERE blocker_id = ${viewer}::uuid AND blocked_id = ${author})
    AND NOT EXISTS (SELECT 1 FROM block WHERE blocker_id = ${author} AND blocked_id = ${viewer}::uuid)
    AND (NOT ${isPrivate(author)} OR ${author} = ${viewer}::uuid OR ${follows(viewer, author)})
    AND (${open(post)} OR ${author} = ${viewer}::uuid
      OR (${Prisma.raw(post)}.audience = 'followers' AND ${follows(viewer, author)})
      OR (${Prisma.raw(post)}.audience = 'mentioned' AND ${isMentioned(viewer, post)}))`
}

/** Whether a reply of the viewer's to a post that they may see is taken; `mayReply` is the same for facts. */
export function repliable(viewer: Id, post: Alias = 'p'): Prisma.Sql {
  const from = Prisma.sql`${Prisma.raw(post)}.replies_from`
  return Prisma.sql`(${from} = 'everyone' OR ${authorOf(post, undefined)} = ${viewer}::uuid
    OR (${from} = 'followers' AND ${follows(viewer, authorOf(post, undefined))})
    OR (${from} = 'mentioned' AND ${isMentioned(viewer, post)}))`
}

/** Whether the viewer may quote what the person `u` posts for everyone; `mayQuote` is the same for facts. */
export function quotable(viewer: Id): Prisma.Sql {
  return Prisma.sql`(u.quotes_from = 'everyone' OR u.id = ${viewer}::uuid
    OR (u.quotes_from = 'followers' AND ${follows(viewer, Prisma.sql`u.id`)}))`
}

function follows(viewer: ViewerId, author: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT 1 FROM follow WHERE follower_id = ${viewer}::uuid AND followee_id = ${author} AND until_id IS NULL)`
}

function isMentioned(viewer: ViewerId, post: Alias): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT 1 FROM mention WHERE post_id = ${Prisma.raw(post)}.id AND user_id = ${viewer}::uuid)`
}

/** Whether a post is for everybody: `isOpen`. */
export function open(post: Alias = 'p'): Prisma.Sql {
  return Prisma.sql`${Prisma.raw(post)}.audience IN ('public', 'unlisted')`
}

/** Whether there is a post for anybody: it is not deleted, and its author not suspended. */
export function stands(post: Alias = 'p', authorId?: Id): Prisma.Sql {
  return Prisma.sql`${Prisma.raw(post)}.deleted_at IS NULL AND ${isActive(authorOf(post, authorId))}`
}

function isActive(author: Prisma.Sql): Prisma.Sql {
  // Not by EXISTS: that may become a join that reads all people.
  return Prisma.sql`(SELECT suspended_at FROM "user" WHERE id = ${author}) IS NULL`
}

/** Whether nobody but followers sees what an author does. */
export function isPrivate(author: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT is_private FROM "user" WHERE id = ${author})`
}

function authorOf(post: Alias, authorId: Id | undefined): Prisma.Sql {
  return authorId === undefined ? Prisma.raw(`${post}.author_id`) : Prisma.sql`${authorId}::uuid`
}
