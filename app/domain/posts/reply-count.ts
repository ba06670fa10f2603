import type { Onlooker } from './may-see.ts'
import type { CountsFact } from './post-facts.ts'

type Counts = Pick<CountsFact, 'publicReplies' | 'followersReplies' | 'repliers'>

/**
 * How many replies somebody sees: the rule of visible.server.ts, for the counts of a post. Null where so many have replied
 * that the counts do not say who.
 */
export function replyCountFor({ id, blocked, following }: CountedBy, counts: Counts): number | null {
  const { publicReplies, followersReplies, repliers } = counts
  // Public replies are everybody's; those for followers, and those of somebody who is blocked, depend on who looks.
  if (id === null || (followersReplies === 0 && (blocked.size === 0 || publicReplies === 0))) return publicReplies
  if (repliers === null) return null
  let count = 0
  for (const [author, open, forFollowers] of repliers) {
    if (blocked.has(author)) continue
    count += author === id || following.has(author) ? open + forFollowers : open
  }
  return count
}

type CountedBy = Pick<Onlooker, 'id' | 'following'> & { blocked: Pick<ReadonlySet<string>, 'has' | 'size'> }
