import type { Id } from '#app/lib/id.ts'
import type { Source } from './define-feed.ts'
import type { Marks } from './marks.ts'
import type { PulledAuthors, PulledState } from './pulled-authors.ts'
import type { Activity, Entry, FeedId, Filter, JsonObject } from './types.ts'

/** A feed as the ledger understands it: where entries come from, and for whom. */
export type Pull = Readonly<{
  sources: readonly Source[]
  feed: FeedId
  owner: string
  filter?: Filter
  /** The owner follows so many that looking through what anybody did last finds a page sooner than asking for each. */
  isWide?: boolean
  /** Leaves out whose activities are not written ahead: what a timeline holds. */
  withoutPulled?: boolean
}>

/** Up to `limit` entries below `before`, newest first; or above `after`, oldest first; with neither the newest. */
export type Span = Readonly<{ before?: Id | null; after?: Id | null; limit: number }>

/**
 * Somebody who is followed; shown from `sinceId` on; ended, with what was up to `untilId` kept; `level`: how much of them is
 * wanted, in the caller's words. Or a feed that is followed, by its id.
 */
export type FollowWindow = readonly [id: Id | FeedId, sinceId?: Id | null, untilId?: Id | null, level?: string | null]

/** An activity on its way to followers. `after` is the last follower reached. */
export type Delivery = Readonly<{ entry: Entry; after: Id | null; pulled: PulledState; recordedAt: Date }>

/**
 * The permanent record: activities (each its own outbox entry) and who follows whom. `Tx` is whatever the adapter
 * runs a transaction in. Lists are in the order of ids, newest first, unless said otherwise.
 */
export interface Ledger<Tx> extends Follows<Tx>, Deliveries, PulledAuthors, Marks<Tx> {
  /** All or nothing: what `work` does by its `tx` is there when this returns, or none of it is. */
  transaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>

  /** Records activities with their addresses; one that is there already (by id, or foreignId and time) is left out.
   * @returns the ids that are new */
  record(tx: Tx, activities: readonly Recording[]): Promise<Id[]>
  /** Takes back all that was done to an object, or only what `actorId` did, or only `verb`; or the one activity of an id;
   * `limit` at most, with their addresses. Idempotent. Of `delivered` verbs, and of what made its object, a withdrawal is to follow.
   * @returns what was taken back now, and where it was addressed to */
  retract(tx: Tx, about: About, how?: { delivered?: readonly string[]; limit?: number }): Promise<Addressed[]>
  /** Gives a standing activity other data, or other further feeds. @returns it, with the feeds to which it is addressed now
   * and was not, or was and is not; or null when there is none */
  update(
    tx: Tx,
    about: ActivityName,
    to: { data?: JsonObject | null; to?: readonly FeedId[] },
  ): Promise<Addressed | null>

  /** Standing entries of a feed, and of its filter what an index finds: times and, where a source says who acts, verbs and
   * actors. The rest is left to the caller, so that it takes no longer where little fits. One query. */
  pull(feed: Pull, at: Span): Promise<Entry[]>
  /** The standing entries among these, by id. One query. */
  findEntries(ids: readonly Id[]): Promise<Map<Id, Entry>>
  /** Of these activities, those that are addressed to one of the feeds. One query. */
  addressedAmong(query: { ids: readonly Id[]; feeds: readonly FeedId[] }): Promise<Set<Id>>
  /** Where these activities are addressed to. One query. */
  findAddresses(ids: readonly Id[]): Promise<Map<Id, FeedId[]>>
  /** What stands of these verbs of each feed of addresses, newest first, `limit` a feed. One query. */
  findNewestIn(query: { feeds: readonly FeedId[]; verbs: readonly string[]; limit: number }): Promise<Map<Id, Entry[]>>
  /** What stands of these verbs of each object, newest first, `limit` an object. One query. */
  findTellings(query: { objectIds: readonly Id[]; verbs: readonly string[]; limit: number }): Promise<Map<Id, Entry[]>>
  /** The same, all of it, by the owner, those whom the owner follows, and those on the owner's list; and what made the object,
   * by whomever. One query. */
  findTellingsFor(query: {
    objectIds: readonly Id[]
    verbs: readonly string[]
    owner: string
  }): Promise<Map<Id, Entry[]>>
  /** What stands of these verbs of each actor, newest first, `limit` an actor. One query. */
  findNewestBy(query: { actorIds: readonly Id[]; verbs: readonly string[]; limit: number }): Promise<Map<Id, Entry[]>>

  /** Deletes what was taken back before `retractedBefore` and needs no withdrawal any more, with its addresses: the first
   * taken back, `limit` at most. Until then it is known by its name, and not recorded again. @returns how many */
  purge(query: { retractedBefore: Date; limit: number }): Promise<number>
}

/** The ledger's part about what is on its way to followers, and out of their timelines again: the outbox. */
export interface Deliveries {
  /** The delivery of an activity, or null when it is finished, set aside, retracted or unknown. */
  getDelivery(id: Id): Promise<Delivery | null>
  /** As `getDelivery`, with the next followers to reach, `limit` at most; none where the actor is pulled. One query. */
  takeUpDelivery(query: { id: Id; limit: number }): Promise<(Delivery & { followers: readonly Id[] }) | null>
  /** These two may be lost when Postgres itself is killed at once: then what was delivered is delivered again. */
  saveDelivered(id: Id, after: Id): Promise<void>
  finishDeliveries(ids: readonly Id[]): Promise<void>
  /** The withdrawal of what was taken back, or null when it is finished, given up, or none is needed. */
  getWithdrawal(id: Id): Promise<Pick<Delivery, 'entry' | 'after'> | null>
  saveWithdrawn(id: Id, after: Id): Promise<void>
  finishWithdrawal(id: Id): Promise<void>
  /** Gives deliveries up (`aside`), or takes them up again. */
  setAside(ids: readonly Id[], aside: boolean): Promise<void>
  /**
   * Opens the deliveries of these verbs again that were finished in the last `lastMs` in which any of them was: what Redis
   * may have lost of them when it was cut off. @returns how many
   */
  reopenDeliveries(query: { lastMs: number; verbs: readonly string[] }): Promise<number>
  /** Activities recorded before `recordedBefore` whose delivery or withdrawal is unfinished and not given up: deliveries
   * first, then by when they were recorded. */
  findUnfinished(query: { recordedBefore: Date; limit: number }): Promise<Id[]>
  /** When the oldest unfinished delivery that is not given up was recorded; null when there is none. */
  oldestUnfinished(): Promise<Date | null>
}

/** The ledger's part about who follows whom, and who is on which list. */
export interface Follows<Tx> {
  /** Idempotent; one that had ended with its history kept begins again. @returns the pairs that are followed anew */
  follow(tx: Tx, follows: readonly Follow[]): Promise<Pair[]>
  /** `untilId`: what was up to there stays in the follower's feeds. @returns whether there was something to undo */
  unfollow(tx: Tx, pair: Pair & { untilId?: Id }): Promise<boolean>
  /** Says how much of somebody who is followed is wanted; it ends with the follow. @returns whether they are followed */
  setLevel(tx: Tx, level: Pair & { level: string | null }): Promise<boolean>
  /** Follows a feed of addresses, or no more. Idempotent. @returns how many the follower follows then */
  setFollowedFeed(tx: Tx, follow: { followerId: Id; feed: FeedId }, isFollowed: boolean): Promise<number>
  /** Whom each follows, of whom each keeps the history, and which feeds; people in the order of ids, then feeds. One query. */
  findFollowWindows(ids: readonly Id[]): Promise<Map<Id, FollowWindow[]>>
  /** Puts somebody on a list, or takes them off. Idempotent. */
  setMember(tx: Tx, member: { ownerId: Id; actorId: Id }, isMember: boolean): Promise<void>
  /** Takes everybody off a list. */
  clearMembers(tx: Tx, ownerId: Id): Promise<void>
  /** Who is on a list. */
  findMembers(ownerId: Id): Promise<Set<Id>>
  /** Followers in the order of their ids, ascending: keyset chunks for fan-out and lists. */
  findFollowers(query: { id: Id; after: Id | null; limit: number }): Promise<Id[]>
  findFollowing(query: { id: Id; after: Id | null; limit: number }): Promise<Id[]>
  /** Of `ids`, those that `followerId` follows. */
  followedAmong(query: { followerId: Id; ids: readonly Id[] }): Promise<Set<Id>>
  countFollowers(ids: readonly Id[]): Promise<Map<Id, number>>
  countFollowing(id: Id): Promise<number>
}

/** An entry, with feeds that it is, or was, addressed to. */
export type Addressed = Entry & Readonly<{ to: readonly FeedId[] }>

/** What is recorded: an activity, the feeds it is addressed to, and whether it waits to be delivered. */
export type Recording = Activity & Readonly<{ to: readonly FeedId[]; isPending: boolean }>

export type Pair = Readonly<{ followerId: Id; followeeId: Id }>
/** `sinceId`: what is older is not shown. */
export type Follow = Pair & Readonly<{ createdAt: Date; sinceId?: Id | null }>

/** Which activities: all that were done to an object, or by somebody, or of a verb; or one. */
export type About = Readonly<{ objectId: Id; actorId?: Id; verb?: string }> | ActivityName

/** One activity, by what its publisher knows of it. */
export type ActivityName = Readonly<{ id: Id }> | Readonly<{ foreignId: string; time: Date }>
