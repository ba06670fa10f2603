import { Invalid } from '#app/lib/errors.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { deliveredVerbs, followVerb, storedFeedsOf } from './define-feed.ts'
import type { FeedDeps } from './deps.ts'
import { followingFact } from './facts.ts'
import type { Follow, Pair } from './ledger.ts'
import type { Transaction } from './publish.server.ts'
import { limits } from './types.ts'

type Deps<Tx> = Pick<FeedDeps<Tx>, 'ledger' | 'timelines' | 'log' | 'now'>

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

  return {
    /**
     * Follows; again does nothing. `copyLimit`: of what was done before, so many activities at most are shown (all unless
     * told). @throws Invalid when somebody follows themselves
     */
    async follow({ followerId, followeeId, copyLimit }: Pair & { copyLimit?: number }): Promise<void> {
      if (followerId === followeeId) throw new Invalid('You cannot follow yourself.', { handle: 'errors.follow.self' })
      const createdAt = now()
      const sinceId = copyLimit === undefined ? null : await firstCopied({ followeeId, copyLimit, createdAt })
      await transaction(async (tx, { publish, touch }) => {
        const added = await ledger.follow(tx, [{ followerId, followeeId, createdAt, sinceId }])
        await touch(followingFact(followerId))
        if (added.length > 0)
          await publish({ actorId: followerId, verb: followVerb, objectId: followeeId, time: createdAt })
      })
      await forget([followerId])
    },

    /** Unfollows; again does nothing. `keepHistory`: what was shown until now stays. */
    async unfollow({ keepHistory = false, ...pair }: Pair & { keepHistory?: boolean }): Promise<void> {
      await transaction(async (tx, { retract, touch }) => {
        await touch(followingFact(pair.followerId))
        if (!(await ledger.unfollow(tx, { ...pair, untilId: keepHistory ? newId(now()) : undefined }))) return
        await retract({ actorId: pair.followerId, verb: followVerb, objectId: pair.followeeId })
      })
      await forget([pair.followerId])
    },

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

    /** Puts somebody on a list, or takes them off; again does nothing. A list is any id. */
    async setMember({ isMember, ...member }: { listId: Id; actorId: Id; isMember: boolean }): Promise<void> {
      const { listId: ownerId, actorId } = member
      await ledger.transaction((tx) => ledger.setMember(tx, { ownerId, actorId }, isMember))
    },

    findFollowers: ledger.findFollowers,
    findFollowing: ledger.findFollowing,
    followedAmong: ledger.followedAmong,
    countFollowers: ledger.countFollowers,
    countFollowing: ledger.countFollowing,
  }
}
