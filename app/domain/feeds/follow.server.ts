import { Invalid } from '#app/lib/errors.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { deliveredVerbs, followVerb, storedFeedsOf } from './define-feed.ts'
import type { FeedDeps } from './deps.ts'
import { followingFact } from './facts.ts'
import type { Follow, Pair } from './ledger.ts'
import type { Transaction, Writing } from './publish.server.ts'
import { type FeedId, limits } from './types.ts'

type Deps<Tx> = Pick<FeedDeps<Tx>, 'ledger' | 'timelines' | 'log' | 'now'>
type NewFollow<Tx> = Pair & { copyLimit?: number; allow?: (tx: Tx, writing: Writing) => Promise<void> }

/** Following: the follower's timelines are forgotten, so that the next read has exactly what is followed now. */
export function createFollows<Tx>({ ledger, timelines, log, now }: Deps<Tx>, transaction: Transaction<Tx>) {
  async function forget(followerIds: readonly Id[]): Promise<void> {
    try {
      await timelines.drop(followerIds.flatMap(storedFeedsOf))
    } catch (error) {
      // The fan-out of the follow does it again when Redis is back.
      log.warn({ err: error }, 'a timeline could not be forgotten')
    }
  }

  /** From which activity on a follow shows what was done: the first of the newest `copyLimit`. */
  async function firstCopied(copying: { followeeId: Id; copyLimit: number; createdAt: Date }): Promise<Id> {
    const { followeeId, copyLimit, createdAt } = copying
    const query = { actorIds: [followeeId], verbs: deliveredVerbs(), limit: Math.min(copyLimit, limits.timelineLength) }
    const newest = copyLimit > 0 ? (await ledger.findNewestBy(query)).get(followeeId) : undefined
    return newest?.at(-1)?.id ?? newId(createdAt)
  }

  async function beginningNow({ copyLimit, ...pair }: Pair & { copyLimit?: number }): Promise<Follow> {
    const createdAt = now()
    const { followeeId } = pair
    const sinceId = copyLimit === undefined ? null : await firstCopied({ followeeId, copyLimit, createdAt })
    return { ...pair, createdAt, sinceId }
  }

  async function beginFollows(tx: Tx, { publish, touch }: Writing, follows: readonly Follow[]): Promise<void> {
    await touch(...follows.map(({ followerId }) => followingFact(followerId)))
    const added = await ledger.follow(tx, follows)
    const time = now()
    await publish(
      ...added.map(({ followerId, followeeId }) => ({
        actorId: followerId,
        verb: followVerb,
        objectId: followeeId,
        time,
      })),
    )
  }

  async function endFollow(tx: Tx, { retract, touch }: Writing, { untilId, ...pair }: Pair & { untilId?: Id }) {
    await touch(followingFact(pair.followerId))
    const isEnded = await ledger.unfollow(tx, { ...pair, untilId })
    if (isEnded) await retract({ actorId: pair.followerId, verb: followVerb, objectId: pair.followeeId })
    return isEnded
  }

  async function setLevel(tx: Tx, { touch }: Writing, level: Pair & { level: string | null }): Promise<boolean> {
    await touch(followingFact(level.followerId))
    return ledger.setLevel(tx, level)
  }

  return {
    /**
     * Follows; again does nothing. `copyLimit`: of what was done before, so many activities at most are shown (all unless
     * told). `allow` comes first in the transaction, and what it throws ends it.
     * @throws Invalid when somebody follows themselves
     */
    async follow({ followerId, followeeId, copyLimit, allow }: NewFollow<Tx>): Promise<void> {
      if (followerId === followeeId) throw new Invalid('You cannot follow yourself.', { handle: 'errors.follow.self' })
      const follow = await beginningNow({ followerId, followeeId, copyLimit })
      await transaction(async (tx, writing) => {
        await allow?.(tx, writing)
        await beginFollows(tx, writing, [follow])
      })
      await forget([followerId])
    },

    /** A follow as `follow` makes it, for `beginFollows`. */
    beginningNow,
    /** Begins follows in the caller's transaction; those that are there stay. Then let the followers' timelines be forgotten
     * after it. */
    beginFollows,

    /** Unfollows; again does nothing. `keepHistory`: what was shown until now stays. */
    async unfollow({ keepHistory = false, ...pair }: Pair & { keepHistory?: boolean }): Promise<void> {
      const untilId = keepHistory ? newId(now()) : undefined
      await transaction((tx, writing) => endFollow(tx, writing, { ...pair, untilId }))
      await forget([pair.followerId])
    },

    /** Ends a follow in the caller's transaction. @returns whether there was one: then let the follower's timelines be
     * forgotten after it */
    endFollow,
    /** In the caller's transaction, says how much of somebody the follower wants, in the caller's words (`Following.levels`):
     * it counts from the next read on, and ends with the follow. @returns whether they are followed */
    setLevel,

    /** Lets timelines be built afresh. Never throws: without it they hold what is not shown. */
    forgetTimelines: forget,

    /** Many follows at once, told to nobody: for imports. Again adds nothing. */
    async followMany({ follows }: { follows: readonly Follow[] }): Promise<{ added: number }> {
      const followers = [...new Set(follows.map(({ followerId }) => followerId))]
      const added = await transaction(async (tx, { touch }) => {
        await touch(...followers.map(followingFact))
        return ledger.follow(tx, follows)
      })
      // Those of all, not of the added: the run before may have died here.
      await timelines.drop(followers.flatMap(storedFeedsOf))
      return { added: added.length }
    },

    /**
     * Follows a feed of addresses beside people, a tag's, say, or no more; again does nothing. What is in it is in the
     * follower's feeds at the next read. @throws Invalid past `limits.maxFollowedFeeds`
     */
    async setFollowedFeed(follow: { followerId: Id; feed: FeedId }, isFollowed: boolean): Promise<void> {
      await transaction(async (tx, { touch }) => {
        await touch(followingFact(follow.followerId))
        const count = await ledger.setFollowedFeed(tx, follow, isFollowed)
        if (isFollowed && count > limits.maxFollowedFeeds)
          throw new Invalid(`At most ${limits.maxFollowedFeeds} feeds are followed.`, {
            form: 'errors.follow.manyFeeds',
          })
      })
    },

    /** In the caller's transaction, puts somebody on a list, or takes them off; again does nothing. A list is any id. */
    async setMember(
      tx: Tx,
      { listId, actorId, isMember }: { listId: Id; actorId: Id; isMember: boolean },
    ): Promise<void> {
      await ledger.setMember(tx, { ownerId: listId, actorId }, isMember)
    },
    /** In the caller's transaction, takes everybody off a list. */
    clearMembers: ledger.clearMembers,

    findFollowers: ledger.findFollowers,
    findFollowing: ledger.findFollowing,
    followedAmong: ledger.followedAmong,
    countFollowers: ledger.countFollowers,
    countFollowing: ledger.countFollowing,
  }
}
