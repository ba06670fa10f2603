import type { Id } from '#app/lib/id.ts'
import { type FeedGroup, subscribedVerbsOf, takesFrom, verbsAtLevelsOf, verbsOf } from './define-feed.ts'
import type { FeedDeps } from './deps.ts'
import type { FeedShelves } from './shelves.server.ts'
import type { Entry, FeedId } from './types.ts'

/** Whether an activity is one of the feed's. */
export type Belongs = Readonly<{
  has: (entry: Entry) => boolean
  /** Before it is asked of these; null where nothing need be found out. */
  learn: ((entries: readonly Entry[]) => Promise<void>) | null
}>

/**
 * What tells the entries of a feed from others, by who acts, and by the feeds that the owner follows. Addressed entries are
 * told by the ledger alone.
 */
export async function belongingTo(
  { shelves, ledger }: { shelves: FeedShelves; ledger: Pick<FeedDeps<never>['ledger'], 'findMembers'> },
  declaration: FeedGroup,
  owner: string,
): Promise<Belongs> {
  const verbs = verbsOf(declaration)
  const [following, members, followed] = await Promise.all([
    takesFrom(declaration, 'following') ? shelves.followingOf(owner) : null,
    takesFrom(declaration, 'members') ? ledger.findMembers(owner) : null,
    followedFeeds(shelves, declaration, owner),
  ])
  const isOwn = takesFrom(declaration, 'following') || takesFrom(declaration, 'actor')
  const atLevels = following && following.levels.size > 0 ? verbsAtLevelsOf(declaration) : null
  const isBesides = ({ id, actorId, verb }: Entry) =>
    atLevels?.get(following?.levels.get(actorId) ?? '')?.includes(verb) && following?.shows(actorId, id)
  const isTold = (entry: Entry): boolean => {
    const { id, actorId, verb } = entry
    const isOfAll = verbs.has(verb)
    if (isOfAll && ((isOwn && actorId === owner) || following?.shows(actorId, id) || members?.has(actorId))) return true
    return isBesides(entry) ?? false
  }
  if (followed.length === 0) return { has: isTold, learn: null }
  const feeds = new Set(followed)
  const subscribed = subscribedVerbsOf(declaration)
  const addressed = new Set<Id>()
  return {
    has: (entry) => isTold(entry) || addressed.has(entry.id),
    async learn(entries) {
      const ids = entries.flatMap((entry) => (subscribed.has(entry.verb) && !isTold(entry) ? entry.id : []))
      for (const [at, to] of (await shelves.addresses.get(ids)).entries())
        if (to?.some((feed) => feeds.has(feed))) addressed.add(ids[at] ?? '')
    },
  }
}

/** The feeds that the owner follows, where this one takes from them. */
export async function followedFeeds(
  { followingOf }: FeedShelves,
  declaration: FeedGroup,
  owner: string,
): Promise<readonly FeedId[]> {
  return takesFrom(declaration, 'subscribed') ? (await followingOf(owner)).feeds : []
}

/** Those of whom the feed takes more than of others. */
export async function wantedBesides(
  { followingOf }: FeedShelves,
  declaration: FeedGroup,
  owner: string,
): Promise<readonly Id[]> {
  const atLevels = verbsAtLevelsOf(declaration)
  if (atLevels.size === 0) return []
  return [...(await followingOf(owner)).levels].flatMap(([id, level]) => (atLevels.has(level) ? id : []))
}
