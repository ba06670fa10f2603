import type { Id } from '#app/lib/id.ts'
import { timelinesFor } from './define-feed.ts'
import type { FeedDeps } from './deps.ts'
import { limits } from './types.ts'

type Deps = Pick<FeedDeps<never>, 'timelines'> & {
  ledger: Pick<
    FeedDeps<never>['ledger'],
    'getWithdrawal' | 'findFollowers' | 'findPulledActors' | 'saveWithdrawn' | 'finishWithdrawal'
  >
}

/**
 * Takes what was retracted out of the timelines of the actor and of the followers, in chunks. No page shows it meanwhile;
 * this leaves the room to others, and an audit nothing to find. Under the name of the fan-out's job, so that the two never
 * run at once: a fan-out that is under way ends before this begins.
 */
export function createWithdrawing({ ledger, timelines }: Deps) {
  return async function withdraw({ activityId }: { activityId: Id }): Promise<void> {
    const withdrawal = await ledger.getWithdrawal(activityId)
    if (!withdrawal) return
    const { actorId, verb } = withdrawal.entry
    const take = (owners: readonly Id[]) => timelines.remove([activityId], timelinesFor(verb, owners))
    let { after } = withdrawal
    if (after === null) await take([actorId])
    // Of who is merged at read, few have anything: what they have is shown to nobody.
    const isPulled = (await ledger.findPulledActors()).includes(actorId)
    while (!isPulled) {
      const followers = await ledger.findFollowers({ id: actorId, after, limit: limits.fanOutChunk })
      await take(followers)
      after = followers.at(-1) ?? after
      if (followers.length < limits.fanOutChunk || after === null) break
      await ledger.saveWithdrawn(activityId, after)
    }
    await ledger.finishWithdrawal(activityId)
  }
}
