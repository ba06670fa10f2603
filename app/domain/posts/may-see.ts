import type { Id } from '#app/lib/id.ts'
import type { AuthorFact, PostFact } from './post-facts.ts'

/** Who looks, and how they stand to others. */
export type Onlooker = Readonly<{
  /** Null: nobody is signed in. */
  id: Id | null
  /** Either way. */
  blocked: Pick<ReadonlySet<Id>, 'has'>
  muted: Pick<ReadonlySet<Id>, 'has'>
  following: Pick<ReadonlySet<Id>, 'has'>
}>

/** What the rule asks of a post that is not deleted. */
type Post = Pick<PostFact, 'authorId' | 'audience'>
type Author = Pick<AuthorFact, 'isSuspended'>

/** Whether somebody may see a post now: the rule of visible.server.ts, for facts. */
export function maySee({ id, blocked, following }: Onlooker, { authorId, audience }: Post, author: Author): boolean {
  if (author.isSuspended || blocked.has(authorId)) return false
  return audience === 'public' || authorId === id || following.has(authorId)
}

/** Whether feeds show it too. Who is muted is still to be seen on their own page, and their posts on theirs. */
export function maySeeInFeeds(onlooker: Onlooker, post: Post, author: Author): boolean {
  return maySee(onlooker, post, author) && !onlooker.muted.has(post.authorId)
}
