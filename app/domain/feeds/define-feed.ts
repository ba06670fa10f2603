// The language in which feeds are declared: values that compose. `declarations.ts` has the feeds of the product.
import { derived } from '#app/lib/derived.ts'
import { type Id, timeOfId } from '#app/lib/id.ts'
import type { Guard, Rank } from './rank.ts'
import type { Entry, FeedId } from './types.ts'

/** Where a feed's entries come from. `verbs` are the activities it takes. */
export type Source =
  /** What the owner and those whom the owner follows did. */
  | { readonly kind: 'following'; readonly verbs: readonly string[] }
  /** Of those whom the owner follows at a level (`Following.levels`), what they did besides. */
  | { readonly kind: 'followingAt'; readonly level: string; readonly verbs: readonly string[] }
  /** What the people on a list did; the owner is the list (`member`). */
  | { readonly kind: 'members'; readonly verbs: readonly string[] }
  /** What the owner did. */
  | { readonly kind: 'actor'; readonly verbs: readonly string[] }
  /** What was addressed to this feed (`to`). */
  | { readonly kind: 'addressed' }
  /** What was addressed to the feeds that the owner follows beside people. */
  | { readonly kind: 'subscribed'; readonly verbs: readonly string[] }
  /** What anybody did. */
  | { readonly kind: 'everyone'; readonly verbs: readonly string[] }

export const following = (...verbs: string[]): Source => ({ kind: 'following', verbs })
export const followingAt = (level: string, ...verbs: string[]): Source => ({ kind: 'followingAt', level, verbs })
export const members = (...verbs: string[]): Source => ({ kind: 'members', verbs })
export const actor = (...verbs: string[]): Source => ({ kind: 'actor', verbs })
export const addressed = (): Source => ({ kind: 'addressed' })
export const subscribed = (...verbs: string[]): Source => ({ kind: 'subscribed', verbs })
export const everyone = (...verbs: string[]): Source => ({ kind: 'everyone', verbs })

/** How entries become rows. Without one, each entry is a row. */
export type Aggregate =
  /** One row an object: all that those whom the feed is about did to it. It stands where the newest put it, or the oldest. */
  | { readonly kind: 'object' }
  /** One row a key and stretch of time (UTC). It stands where its newest entry stands. */
  | { readonly kind: 'stretch'; readonly by: (entry: Entry) => string; readonly lengthMs: number }

export const byObject = (): Aggregate => ({ kind: 'object' })

const stretches = { hour: 3_600_000, day: 86_400_000 } as const

/** Groups what has the same key in the same hour or day. A stretch is read whole, up to `limits.maxStretch` entries. */
export const byKey = (by: (entry: Entry) => string, each: keyof typeof stretches): Aggregate => ({
  kind: 'stretch',
  by,
  lengthMs: stretches[each],
})

/** The stretch that an id lies in, counted from 1970. */
export function stretchOf(id: Id, lengthMs: number): number {
  return Math.floor(timeOfId(id) / lengthMs)
}

/** What is kept of a feed's reader, who is its owner: which rows were shown (`seen`), which were opened (`read`). */
export type Track = 'seen' | 'read'

export type FeedGroup = Readonly<{
  group: string
  sources: readonly Source[]
  /** True: fan-out writes its newest ids into a timeline. False: read from the ledger each time. */
  stored: boolean
  aggregate: Aggregate | null
  /** Null: newest first. */
  rank: Rank | null
  /** What a rank may not do, in order. */
  guards: readonly Guard[]
  /** Its rows then say so (`isSeen`, `isRead`). */
  track: readonly Track[]
}>

type NewFeedGroup = Pick<FeedGroup, 'group' | 'sources'> & Partial<FeedGroup>

/** Whom one follows decides what one's timelines hold. */
export const followVerb = 'follow'

const declared = new Map<string, FeedGroup>()

/**
 * Declares a feed, newest first unless it has a rank. Reading, paging and fan-out follow from it.
 * @throws RangeError for a group that is declared already, one without sources, a stored feed that fan-out does not
 *   fill (it would never hear of anything new), one by object whose sources do not say who acts, and one that is
 *   both ranked and grouped by stretches of time
 */
export function defineFeed(declaration: NewFeedGroup): FeedGroup {
  const { group, sources, stored = false, aggregate = null, rank = null, guards = [], track = [] } = declaration
  if (declared.has(group)) throw new RangeError(`two feed groups are called ${group}`)
  if (sources.length === 0) throw new RangeError(`${group}: a feed needs a source`)
  if (stored && sources.some((source) => source.kind !== 'following' && !isMerged(source)))
    throw new RangeError(`${group}: only what is followed is stored`)
  if (aggregate?.kind === 'object' && sources.some(({ kind }) => kind === 'addressed' || kind === 'everyone'))
    throw new RangeError(`${group}: only feeds of certain people are grouped by object`)
  if (rank && aggregate?.kind === 'stretch') throw new RangeError(`${group}: a stretch of time has no rank`)
  const feed = Object.freeze({ group, sources, stored, aggregate, rank, guards, track })
  declared.set(group, feed)
  return feed
}

/** The declaration and the owner of a feed. @throws RangeError for a group that nobody declared */
export function declarationOf(feed: string): { declaration: FeedGroup; owner: string } {
  const at = feed.indexOf(':')
  const declaration = declared.get(feed.slice(0, at))
  if (!declaration) throw new RangeError(`no feed group is declared for ${feed}`)
  return { declaration, owner: feed.slice(at + 1) }
}

/** Whether timelines of this feed are kept. False for a group that nobody declared, or does no more. */
export function isStored(feed: FeedId): boolean {
  return declared.get(feed.slice(0, feed.indexOf(':')))?.stored ?? false
}

/** What timelines do not hold: it is merged at read. */
const isMerged = ({ kind }: Source) => kind === 'subscribed' || kind === 'followingAt'

/** The verbs that a feed takes by who acts, of all who count. */
export const verbsOf = derived<FeedGroup, ReadonlySet<string>>(
  ({ sources }) => new Set(sources.flatMap((source) => ('verbs' in source && !isMerged(source) ? source.verbs : []))),
)

/** What a feed takes of those alone whom its owner follows at a level: verbs by level. */
export const verbsAtLevelsOf = derived<FeedGroup, ReadonlyMap<string, readonly string[]>>(
  ({ sources }) =>
    new Map(sources.flatMap((source) => (source.kind === 'followingAt' ? [[source.level, source.verbs]] : []))),
)

/** The verbs that a feed takes from the feeds that its owner follows. */
export const subscribedVerbsOf = derived<FeedGroup, ReadonlySet<string>>(
  ({ sources }) => new Set(sources.flatMap((source) => (source.kind === 'subscribed' ? source.verbs : []))),
)

/** A feed's sources without what is merged at read: what timelines hold. */
export const writtenSourcesOf = derived<FeedGroup, readonly Source[]>(({ sources }) =>
  sources.filter((source) => !isMerged(source)),
)

/** Whether entries come from somewhere of this kind. */
export function takesFrom({ sources }: FeedGroup, wanted: Source['kind']): boolean {
  return sources.some(({ kind }) => kind === wanted)
}

/** The stored groups whose timelines an activity of this verb is written into, for the actor and each follower. */
export function storedGroupsFor(verb: string): FeedGroup[] {
  return [...declared.values()].filter((feed) => feed.stored && verbsOf(feed).has(verb))
}

/** The timelines of these people that an activity of this verb is written into. */
export function timelinesFor(verb: string, owners: readonly Id[]): FeedId[] {
  return storedGroupsFor(verb).flatMap(({ group }) => owners.map((id): FeedId => `${group}:${id}`))
}

/** Whether an activity of this verb changes timelines: by being written into them, or by what they are to hold. */
export function needsDelivery(verb: string): boolean {
  return verb === followVerb || storedGroupsFor(verb).length > 0
}

/** And these alone. */
export const mergedSourcesOf = derived<FeedGroup, readonly Source[]>(({ sources }) => sources.filter(isMerged))

/** All verbs that stored feeds take: what is merged at read from those who are not written ahead. */
export function deliveredVerbs(): string[] {
  return [...new Set([...declared.values()].flatMap((feed) => (feed.stored ? [...verbsOf(feed)] : [])))]
}

/** All verbs that some feed takes from the feeds that its owner follows. */
export function subscribedVerbs(): string[] {
  return [...new Set([...declared.values()].flatMap((feed) => [...subscribedVerbsOf(feed)]))]
}

/** All verbs that some feed takes of those alone whom its owner follows at a level. */
export function verbsAtLevels(): string[] {
  return [...new Set([...declared.values()].flatMap((feed) => [...verbsAtLevelsOf(feed).values()].flat()))]
}

/** All verbs that some feed groups by object. */
export function groupedVerbs(): string[] {
  const grouped = [...declared.values()].filter(({ aggregate }) => aggregate?.kind === 'object')
  return [
    ...new Set(grouped.flatMap((feed) => feed.sources.flatMap((source) => ('verbs' in source ? source.verbs : [])))),
  ]
}

/** All feeds of one owner that are tracked. */
export function trackedFeedsOf(owner: Id): FeedId[] {
  return [...declared.values()].filter(({ track }) => track.length > 0).map(({ group }): FeedId => `${group}:${owner}`)
}

/** All stored feeds of one owner. */
export function storedFeedsOf(owner: Id): FeedId[] {
  return [...declared.values()].filter(({ stored }) => stored).map(({ group }): FeedId => `${group}:${owner}`)
}
