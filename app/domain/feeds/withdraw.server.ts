import type { Id } from '#app/lib/id.ts'
import { storedGroupsFor, timelinesFor } from './define-feed.ts'
import type { FeedDeps } from './deps.ts'
import type { Transaction } from './publish.server.ts'
import { type Entry, limits, madeObject } from './types.ts'

export type WithdrawDeps<Tx> = Pick<FeedDeps<Tx>, 'timelines'> & {
  transaction: Transaction<Tx>
  ledger: Pick<
    FeedDeps<Tx>['ledger'],
    'getWithdrawal' | 'findFollowers' | 'findPulledActors' | 'saveWithdrawn' | 'finishWithdrawal'
  >
}

/** Activities that one transaction takes along with what made their object. */
const takenAtOnce = 500

/**
 * Ends what was retracted: takes along all that was done to the object which it made, and takes it out of the timelines of
 * the actor and of the followers, in chunks. No page shows it meanwhile; this leaves the room to others, and an audit
 * nothing to find. Under the name of the fan-out's job, so that the two never run at once: a fan-out that is under way ends
 * before this begins.
 */
export function createWithdrawing<Tx>({ ledger, timelines, transaction }: WithdrawDeps<Tx>) {
  async function takeAlong(objectId: Id): Promise<void> {
    let taken: number
    do taken = await transaction((_, { retract }) => retract({ objectId }, takenAtOnce))
    while (taken === takenAtOnce)
  }

  async function clearTimelines({ id, actorId, verb }: Entry, from: Id | null): Promise<void> {
    const take = (owners: readonly Id[]) => timelines.remove([id], timelinesFor(verb, owners))
    let after = from
    if (after === null) await take([actorId])
    // Of who is merged at read, few have anything: what they have is shown to nobody.
    const isPulled = (await ledger.findPulledActors()).includes(actorId)
    while (!isPulled) {
      const followers = await ledger.findFollowers({ id: actorId, after, limit: limits.fanOutChunk })
      await take(followers)
      after = followers.at(-1) ?? after
      if (followers.length < limits.fanOutChunk || after === null) break
      await ledger.saveWithdrawn(id, after)
    }
  }

  return async function withdraw({ activityId }: { activityId: Id }): Promise<void> {
    const withdrawal = await ledger.getWithdrawal(activityId)
    if (!withdrawal) return
    const { entry, after } = withdrawal
    if (madeObject(entry)) await takeAlong(entry.objectId)
    if (storedGroupsFor(entry.verb).length > 0) await clearTimelines(entry, after)
    await ledger.finishWithdrawal(activityId)
  }
}
