import type { Id } from '#app/lib/id.ts'
import type { Source } from './declarations.ts'
import type { Activity, Entry, FeedId } from './types.ts'

/** A feed as the ledger understands it: where entries come from, and for whom. */
export type Pull = Readonly<{ source: Source; feed: FeedId; owner: string }>

/** An activity on its way to followers. `after` is the last follower reached. */
export type Delivery = Readonly<{ entry: Entry; after: Id | null }>

/**
 * The permanent record: activities (each its own outbox entry) and who follows whom. `Tx` is whatever the adapter
 * runs a transaction in. Lists are in the order of ids, newest first, unless said otherwise.
 */
export interface Ledger<Tx> {
  /** All or nothing: what `work` does by its `tx` is there when this returns, or none of it is. */
  transaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>

  /** Records activities with their addresses; one that is there already (by id, or foreignId and time) is left out.
   * @returns the ids that are new */
  record(tx: Tx, activities: readonly Recording[]): Promise<Id[]>
  /** Takes back all that was done to an object, or only `verb` by `actorId`. Idempotent. */
  retract(tx: Tx, about: { objectId: Id; actorId?: Id; verb?: string }): Promise<void>

  /** Up to `limit` live entries of a feed, older than `before`. One query. */
  pull(feed: Pull, at: { before: Id | null; limit: number }): Promise<Entry[]>
  /** Of these ids, the entries that the feed still holds, in the order of `ids`. One query. */
  confirm(feed: Pull, ids: readonly Id[]): Promise<Entry[]>

  /** The delivery of an activity, or null when it is finished, set aside, retracted or unknown. */
  getDelivery(id: Id): Promise<Delivery | null>
  saveDelivered(id: Id, after: Id): Promise<void>
  finishDelivery(id: Id): Promise<void>
  /** Gives deliveries up (`aside`), or takes them up again. */
  setAside(ids: readonly Id[], aside: boolean): Promise<void>
  /**
   * Opens the deliveries again that were finished in the last `lastMs` in which any was: what Redis may have lost of
   * them when it was cut off. @returns how many
   */
  reopenDeliveries(query: { lastMs: number }): Promise<number>
  /** Activities recorded before `recordedBefore` whose delivery is unfinished and not given up, oldest record first. */
  findUnfinished(query: { recordedBefore: Date; limit: number }): Promise<Id[]>
  /** When the oldest unfinished delivery that is not given up was recorded; null when there is none. */
  oldestUnfinished(): Promise<Date | null>

  /** Idempotent. @returns the pairs that are new */
  follow(tx: Tx, follows: readonly Follow[]): Promise<Follow[]>
  /** @returns whether there was something to undo */
  unfollow(tx: Tx, pair: Omit<Follow, 'createdAt'>): Promise<boolean>
  /** Followers in the order of their ids, ascending: keyset chunks for fan-out and lists. */
  findFollowers(query: { id: Id; after: Id | null; limit: number }): Promise<Id[]>
  findFollowing(query: { id: Id; after: Id | null; limit: number }): Promise<Id[]>
  /** Of `ids`, those that `followerId` follows. */
  followedAmong(query: { followerId: Id; ids: readonly Id[] }): Promise<Set<Id>>
  countFollowers(ids: readonly Id[]): Promise<Map<Id, number>>
  countFollowing(id: Id): Promise<number>
}

/** What is recorded: an activity, the feeds it is addressed to, and whether it waits to be delivered. */
export type Recording = Activity & Readonly<{ to: readonly FeedId[]; isPending: boolean }>

export type Follow = Readonly<{ followerId: Id; followeeId: Id; createdAt: Date }>
