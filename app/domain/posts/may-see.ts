import type { Id } from '#app/lib/id.ts'
import type { Audience } from './post-views.ts'

/** What the rule asks of a post that is not deleted, and of its author. */
export type Shown = Readonly<{ authorId: Id; audience: Audience; isSuspended: boolean }>

/** Who looks, and how they stand to others. */
export type Onlooker = Readonly<{
  /** Null: nobody is signed in. */
  id: Id | null
  /** Either way. */
  blocked: Pick<ReadonlySet<Id>, 'has'>
  muted: Pick<ReadonlySet<Id>, 'has'>
  following: Pick<ReadonlySet<Id>, 'has'>
}>

/** Whether somebody may see a post now: the rule of visible.server.ts, for facts. */
export function maySee({ id, blocked, following }: Onlooker, { authorId, audience, isSuspended }: Shown): boolean {
  if (isSuspended || blocked.has(authorId)) return false
  return audience === 'public' || authorId === id || following.has(authorId)
}

/** Whether feeds show it too. Who is muted is still to be seen on their own page, and their posts on theirs. */
export function maySeeInFeeds(onlooker: Onlooker, shown: Shown): boolean {
  return maySee(onlooker, shown) && !onlooker.muted.has(shown.authorId)
}
