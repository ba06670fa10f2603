import { Invalid } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import { followVerb, storedFeedsOf } from './declarations.ts'
import type { FeedDeps } from './deps.ts'
import type { Follow } from './ledger.ts'
import type { Transaction } from './publish.server.ts'

type Deps<Tx> = Pick<FeedDeps<Tx>, 'ledger' | 'timelines' | 'log' | 'now'>
type Pair = { followerId: Id; followeeId: Id }

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

  return {
    /** Follows; again does nothing. @throws Invalid when somebody follows themselves */
    async follow({ followerId, followeeId }: Pair): Promise<void> {
      if (followerId === followeeId) throw new Invalid('You cannot follow yourself.', { handle: 'errors.follow.self' })
      const createdAt = now()
      await transaction(async (tx, { publish }) => {
        const added = await ledger.follow(tx, [{ followerId, followeeId, createdAt }])
        if (added.length > 0)
          await publish({ actorId: followerId, verb: followVerb, objectId: followeeId, time: createdAt })
      })
      await forget([followerId])
    },

    /** Unfollows; again does nothing. */
    async unfollow(pair: Pair): Promise<void> {
      await transaction(async (tx, { retract }) => {
        if (!(await ledger.unfollow(tx, pair))) return
        await retract({ actorId: pair.followerId, verb: followVerb, objectId: pair.followeeId })
      })
      await forget([pair.followerId])
    },

    /** Many follows at once, told to nobody: for imports. Again adds nothing. */
    async followMany({ follows }: { follows: readonly Follow[] }): Promise<{ added: number }> {
      const added = await ledger.transaction((tx) => ledger.follow(tx, follows))
      // Those of all, not of the added: the run before may have died here.
      await timelines.drop([...new Set(follows.map(({ followerId }) => followerId))].flatMap(storedFeedsOf))
      return { added: added.length }
    },

    findFollowers: ledger.findFollowers,
    findFollowing: ledger.findFollowing,
    followedAmong: ledger.followedAmong,
    countFollowers: ledger.countFollowers,
    countFollowing: ledger.countFollowing,
  }
}
