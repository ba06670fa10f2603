import type { CountsFact } from '../post-facts.ts'
import type { Onlooker } from '../visibility/may-see.ts'

type Counts = Pick<CountsFact, 'publicReplies' | 'followersReplies' | 'repliers' | 'mentioningReplies'>

/**
 * How many replies somebody sees: the rule of visible.server.ts, for the counts of a post. Null where so many have replied
 * that the counts do not say who.
 */
export function replyCountFor({ id, blocked, following }: CountedBy, counts: Counts): number | null {
  const { publicReplies, followersReplies, repliers, mentioningReplies } = counts
  if (id === null) return publicReplies
  if (mentioningReplies === null) return null
  const mentioning = mentioningReplies.filter(([author = '', ...others]) => {
    return !blocked.has(author) && (author === id || others.includes(id))
  }).length
  // Public replies are everybody's; those for followers, and those of somebody who is blocked, depend on who looks.
  if (followersReplies === 0 && (blocked.size === 0 || publicReplies === 0)) return publicReplies + mentioning
  if (repliers === null) return null
  let count = mentioning
  for (const [author, open, forFollowers] of repliers) {
    if (blocked.has(author)) continue
    count += author === id || following.has(author) ? open + forFollowers : open
  }
  return count
}

type CountedBy = Pick<Onlooker, 'id' | 'following'> & { blocked: Pick<ReadonlySet<string>, 'has' | 'size'> }
