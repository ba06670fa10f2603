import { now } from './fault-history.ts'

/** Names of what makes posts disappear. */
export const facts = {
  gone: (postId: string) => `gone ${postId}`,
  limited: (postId: string) => `limited ${postId}`,
  suspended: (authorId: string) => `suspended ${authorId}`,
  unfollowed: (followerId: string, followeeId: string) => `unfollowed ${followerId} ${followeeId}`,
  muted: (muterId: string, mutedId: string) => `muted ${muterId} ${mutedId}`,
  blocked: (blockerId: string, blockedId: string) => `blocked ${blockerId} ${blockedId}`,
}

/** `authorId` wrote it. `isReposted`: whoever handed it on may be the reason that it is shown. */
export type Shown = Readonly<{ id: string; authorId: string; isReposted: boolean }>
export type Surface = 'home' | 'feed' | 'page'

/**
 * What clients were told for certain, and when. A fact is certain from the answer that says so until its opposite is
 * asked for; between the two and after an answer that did not come nothing is certain.
 */
export function createFacts() {
  const since = new Map<string, number>()
  const held = (fact: string, at: number) => (since.get(fact) ?? Number.POSITIVE_INFINITY) < at

  return {
    certain: (fact: string): void => void since.set(fact, now()),
    doubt: (fact: string): void => void since.delete(fact),
    isCertain: (fact: string): boolean => since.has(fact),
    /** Why an answer to a request that began at `at` must not show this to `viewerId`; null when it may. */
    whyHidden(
      { id, authorId, isReposted }: Shown,
      viewerId: string | null,
      surface: Surface,
      at: number,
    ): string | null {
      if (held(facts.gone(id), at)) return 'it was deleted'
      if (held(facts.suspended(authorId), at)) return 'its author was suspended'
      const isLimited = held(facts.limited(id), at)
      if (viewerId === null) return isLimited ? 'it is for followers' : null
      const isUnfollowed = held(facts.unfollowed(viewerId, authorId), at)
      if (held(facts.blocked(viewerId, authorId), at)) return 'the viewer blocks its author'
      if (held(facts.blocked(authorId, viewerId), at)) return 'its author blocks the viewer'
      if (isLimited && isUnfollowed) return 'it is for followers, and the viewer is none'
      if (surface !== 'page' && held(facts.muted(viewerId, authorId), at)) return 'the viewer muted its author'
      if (surface === 'home' && isUnfollowed && !isReposted) return 'the viewer unfollowed its author'
      return null
    },
  }
}

export type Facts = ReturnType<typeof createFacts>
