import { now } from './fault-history.ts'

/** Names of what makes posts, or those who handed them on, disappear. */
export const facts = {
  gone: (postId: string) => `gone ${postId}`,
  limited: (postId: string) => `limited ${postId}`,
  suspended: (personId: string) => `suspended ${personId}`,
  unfollowed: (followerId: string, followeeId: string) => `unfollowed ${followerId} ${followeeId}`,
  muted: (muterId: string, mutedId: string) => `muted ${muterId} ${mutedId}`,
  blocked: (blockerId: string, blockedId: string) => `blocked ${blockerId} ${blockedId}`,
  unshared: (sharerId: string, postId: string) => `unshared ${sharerId} ${postId}`,
}

/** `authorId` wrote it. `isReposted`: whoever handed it on may be the reason that it is shown. */
export type Shown = Readonly<{ id: string; authorId: string; isReposted: boolean }>
export type Surface = 'home' | 'feed' | 'page'
/** Somebody who looks (null: a visitor) at such a surface, with a request that began then. */
export type Look = Readonly<{ viewerId: string | null; surface: Surface; at: number }>

/**
 * What clients were told for certain, and when. A fact is certain from the answer that says so until its opposite is
 * asked for; between the two nothing is certain, and after an opposite that had no answer nothing ever is: it may still
 * be done.
 */
export function createFacts() {
  const since = new Map<string, number>()
  const doubts = new Map<string, number>()
  const held = (fact: string, at: number) => (since.get(fact) ?? Number.POSITIVE_INFINITY) < at

  /** Why nothing that this person does may be seen by the viewer; null when it may. */
  function whyUnseen(personId: string, { viewerId, surface, at }: Look): string | null {
    if (held(facts.suspended(personId), at)) return 'was suspended'
    if (viewerId === null) return null
    if (held(facts.blocked(viewerId, personId), at)) return 'is blocked by the viewer'
    if (held(facts.blocked(personId, viewerId), at)) return 'blocks the viewer'
    if (surface !== 'page' && held(facts.muted(viewerId, personId), at)) return 'is muted by the viewer'
    return null
  }

  /** Whether the viewer certainly does not follow this person. */
  const isStranger = (personId: string, { viewerId, at }: Look) =>
    viewerId === null || (viewerId !== personId && held(facts.unfollowed(viewerId, personId), at))

  return {
    certain(fact: string): void {
      if (!doubts.get(fact)) since.set(fact, now())
    },
    /** A write that may end it was asked for. */
    doubt(fact: string): void {
      since.delete(fact)
      doubts.set(fact, (doubts.get(fact) ?? 0) + 1)
    },
    /** That write was answered. */
    decide: (fact: string): void => void doubts.set(fact, (doubts.get(fact) ?? 1) - 1),
    isCertain: (fact: string): boolean => since.has(fact),
    /** Why an answer must not show this post; null when it may. */
    whyHidden({ id, authorId, isReposted }: Shown, look: Look): string | null {
      if (held(facts.gone(id), look.at)) return 'it was deleted'
      const why = whyUnseen(authorId, look)
      if (why) return `its author ${why}`
      if (held(facts.limited(id), look.at) && isStranger(authorId, look)) return 'it is for followers'
      if (look.surface === 'home' && isStranger(authorId, look) && !isReposted) return 'its author is not followed'
      return null
    },
    /** Why an answer must not name this person as one who handed the post on; null when it may. */
    whyUnnamed(sharerId: string, postId: string, look: Look): string | null {
      if (held(facts.unshared(sharerId, postId), look.at)) return 'took it back'
      if (look.surface === 'home' && isStranger(sharerId, look)) return 'is not followed'
      return whyUnseen(sharerId, look)
    },
  }
}

export type Facts = ReturnType<typeof createFacts>
