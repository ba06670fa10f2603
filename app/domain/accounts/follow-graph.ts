import type { Transaction, Writing } from '#app/domain/feeds/publish.server.ts'
import type { Tx } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'

/** What accounts need of feeds: who follows whom. */
export interface FollowGraph {
  transaction: Transaction<Tx>
  /**
   * Following again does nothing. `copyLimit`: of what was done before, so much at most is shown (all unless told).
   * `allow` comes first in the transaction, and what it throws ends it.
   */
  follow(follow: {
    followerId: Id
    followeeId: Id
    copyLimit?: number
    allow: (tx: Tx, writing: Writing) => Promise<void>
  }): Promise<void>
  /** `keepHistory`: what was shown until now stays. */
  unfollow(pair: { followerId: Id; followeeId: Id; keepHistory?: boolean }): Promise<void>
  /** Those of `ids` that `followerId` follows. One query. */
  followedAmong(question: { followerId: Id; ids: readonly Id[] }): Promise<Set<Id>>
  /** Followers of each; who has none is absent. One query. */
  countFollowers(ids: readonly Id[]): Promise<Map<Id, number>>
  countFollowing(id: Id): Promise<number>
  /** Followers in the order of their ids, after `after`. */
  findFollowers(question: { id: Id; after: Id | null; limit: number }): Promise<Id[]>
  findFollowing(question: { id: Id; after: Id | null; limit: number }): Promise<Id[]>
}
