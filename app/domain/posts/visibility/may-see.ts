import type { Id } from '#app/lib/id.ts'
import type { AuthorFact, PostFact } from '../post-facts.ts'
import { isOpen } from '../post-views.ts'

/** Who looks, and how they stand to others. */
export type Onlooker = Readonly<{
  /** Null: nobody is signed in. */
  id: Id | null
  /** Either way. */
  blocked: Pick<ReadonlySet<Id>, 'has'>
  muted: Pick<ReadonlySet<Id>, 'has'>
  /** By the posts that began them. */
  mutedConversations: Pick<ReadonlySet<Id>, 'has'>
  following: Pick<ReadonlySet<Id>, 'has'>
}>

/** What the rule asks of a post that is not deleted. */
type Post = Pick<PostFact, 'authorId' | 'audience' | 'mentioned'>
type Answered = Pick<PostFact, 'authorId' | 'repliesFrom' | 'mentioned'>
type Author = Pick<AuthorFact, 'isSuspended' | 'isPrivate'>

/** Whether somebody may see what a person does, whatever it is. Of a private account only its followers may. */
export function maySeeDoings({ id, blocked, following }: Onlooker, authorId: Id, author: Author): boolean {
  if (author.isSuspended || blocked.has(authorId)) return false
  return !author.isPrivate || authorId === id || following.has(authorId)
}

/** Whether somebody may see a post now: the rule of visible.server.ts, for facts. */
export function maySee(onlooker: Onlooker, { authorId, audience, mentioned }: Post, author: Author): boolean {
  const { id, following } = onlooker
  if (!maySeeDoings(onlooker, authorId, author)) return false
  if (isOpen(audience) || authorId === id) return true
  return audience === 'followers' ? following.has(authorId) : id !== null && mentioned.includes(id)
}

/** Whether a reply of somebody's to a post that they may see is taken: `repliable`, for facts. */
export function mayReply({ id, following }: Pick<Onlooker, 'id' | 'following'>, post: Answered): boolean {
  const { authorId, repliesFrom, mentioned } = post
  if (repliesFrom === 'everyone' || authorId === id) return true
  return repliesFrom === 'followers' ? following.has(authorId) : id !== null && mentioned.includes(id)
}

/** Whether somebody may quote what a person posts for everyone: `quotable`, for facts. */
export function mayQuote(
  { id, following }: Pick<Onlooker, 'id' | 'following'>,
  authorId: Id,
  { quotesFrom }: Pick<AuthorFact, 'quotesFrom'>,
): boolean {
  return quotesFrom === 'everyone' || authorId === id || (quotesFrom === 'followers' && following.has(authorId))
}

/** Where posts stand beside others. */
export type Place =
  /** Somebody's own page, a conversation: all that may be seen. */
  | 'own'
  /** What people whom one follows, or chose, did. */
  | 'feeds'
  /** What anybody did. */
  | 'strangers'

/** Whether a place shows a post that may be seen. Who is muted is still to be seen on their own page, and their posts on theirs. */
export function isShownIn(
  place: Place,
  { muted, mutedConversations }: Onlooker,
  { authorId, audience }: Post,
  conversationId: Id,
): boolean {
  if (place === 'own') return true
  if (muted.has(authorId) || mutedConversations.has(conversationId)) return false
  return place === 'feeds' || audience === 'public' || audience === 'followers'
}
