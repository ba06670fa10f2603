import type { Id } from '#app/lib/id.ts'

/** What accounts need of feeds: who follows whom. */
export interface FollowGraph {
  /** Following again does nothing. */
  follow(pair: { followerId: Id; followeeId: Id }): Promise<void>
  unfollow(pair: { followerId: Id; followeeId: Id }): Promise<void>
  /** Those of `ids` that `followerId` follows. One query. */
  followedAmong(question: { followerId: Id; ids: readonly Id[] }): Promise<Set<Id>>
  /** Followers of each; who has none is absent. One query. */
  countFollowers(ids: readonly Id[]): Promise<Map<Id, number>>
  countFollowing(id: Id): Promise<number>
  /** Followers in the order of their ids, after `after`. */
  findFollowers(question: { id: Id; after: Id | null; limit: number }): Promise<Id[]>
  findFollowing(question: { id: Id; after: Id | null; limit: number }): Promise<Id[]>
}
