// Every feed of the product, in one place. A feed is declared by where its entries come from and whether its newest
// ids are kept ready in a timeline. Adding one here is all that it takes: reading, paging and fan-out follow.
import type { Id } from '#app/lib/id.ts'
import type { FeedId } from './types.ts'

/** Where a feed's entries come from. `verbs` are the activities it takes. */
export type Source =
  /** What the owner and those whom the owner follows did. */
  | { readonly kind: 'following'; readonly verbs: readonly string[] }
  /** What the owner did. */
  | { readonly kind: 'actor'; readonly verbs: readonly string[] }
  /** What was addressed to this feed (`to`). */
  | { readonly kind: 'addressed' }
  /** What anybody did. */
  | { readonly kind: 'everyone'; readonly verbs: readonly string[] }

export type FeedGroup = Readonly<{
  group: string
  source: Source
  /** True: fan-out writes its newest ids into a timeline. False: read from the ledger each time. */
  stored: boolean
}>

export const following = (...verbs: string[]): Source => ({ kind: 'following', verbs })
export const actor = (...verbs: string[]): Source => ({ kind: 'actor', verbs })
export const addressed = (): Source => ({ kind: 'addressed' })
export const everyone = (...verbs: string[]): Source => ({ kind: 'everyone', verbs })

/** Whom one follows decides what one's timelines hold. */
export const followVerb = 'follow'

const declared = new Map<string, FeedGroup>()

/** @throws RangeError for a stored feed that fan-out does not fill: it would never hear of anything new */
function defineFeed({ stored = false, ...group }: Omit<FeedGroup, 'stored'> & { stored?: boolean }): FeedGroup {
  if (stored && group.source.kind !== 'following')
    throw new RangeError(`${group.group}: only what is followed is stored`)
  const feed = Object.freeze({ ...group, stored })
  declared.set(feed.group, feed)
  return feed
}

const home = defineFeed({ group: 'home', source: following('post'), stored: true })
const user = defineFeed({ group: 'user', source: actor('post') })
const replies = defineFeed({ group: 'replies', source: actor('reply') })
const tag = defineFeed({ group: 'tag', source: addressed() })
const explore = defineFeed({ group: 'explore', source: everyone('post') })

export const homeFeed = (accountId: Id): FeedId => `${home.group}:${accountId}`
export const userFeed = (accountId: Id): FeedId => `${user.group}:${accountId}`
export const repliesFeed = (accountId: Id): FeedId => `${replies.group}:${accountId}`
/** @param name the tag without its sign, normalised */
export const tagFeed = (name: string): FeedId => `${tag.group}:${name}`
export const exploreFeed = (): FeedId => `${explore.group}:all`

/** The declaration and the owner of a feed. @throws RangeError for a group that nobody declared */
export function declarationOf(feed: FeedId): { declaration: FeedGroup; owner: string } {
  const at = feed.indexOf(':')
  const declaration = declared.get(feed.slice(0, at))
  if (!declaration) throw new RangeError(`no feed group is declared for ${feed}`)
  return { declaration, owner: feed.slice(at + 1) }
}

/** The stored groups whose timelines an activity of this verb is written into, for the actor and each follower. */
export function storedGroupsFor(verb: string): FeedGroup[] {
  return [...declared.values()].filter(
    ({ stored, source }) => stored && source.kind === 'following' && source.verbs.includes(verb),
  )
}

/** Whether an activity of this verb changes timelines: by being written into them, or by what they are to hold. */
export function needsDelivery(verb: string): boolean {
  return verb === followVerb || storedGroupsFor(verb).length > 0
}

/** All stored feeds of one owner. */
export function storedFeedsOf(owner: Id): FeedId[] {
  return [...declared.values()].filter(({ stored }) => stored).map(({ group }): FeedId => `${group}:${owner}`)
}
