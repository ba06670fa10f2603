import type { Id } from '#app/lib/id.ts'
import { followVerb, storedFeedsOf, storedGroupsFor, timelinesFor } from './define-feed.ts'
import type { FeedDeps } from './deps.ts'
import type { createEnds } from './ends.server.ts'
import type { createPulledAuthors } from './pulled-authors.server.ts'
import { limits } from './types.ts'
import { createWithdrawing, type WithdrawDeps } from './withdraw.server.ts'

type Deps<Tx> = WithdrawDeps<Tx> &
  Pick<FeedDeps<Tx>, 'now' | 'onDelivered'> & {
    ledger: Pick<FeedDeps<Tx>['ledger'], 'takeUpDelivery' | 'findFollowers' | 'saveDelivered'>
  }
type Ends = Pick<ReturnType<typeof createEnds>, 'note'>
type Authors = Pick<ReturnType<typeof createPulledAuthors>, 'isCrossing' | 'enter' | 'tell'>

export function createFanOut<Tx>(deps: Deps<Tx>, authors: Authors, ends: Ends) {
  const { ledger, timelines, now, onDelivered } = deps
  const withdraw = createWithdrawing(deps)

  /** The chunks of followers that begin with `first`, each read while the one before is written. */
  async function writeAhead(delivery: TakenUp): Promise<void> {
    const { entry, followers: first, after } = delivery
    const { id: activityId, actorId, verb } = entry
    let followers = first
    let own = after === null ? [actorId] : []
    let reached = 0
    let saved = Promise.resolve()
    for (;;) {
      reached += followers.length
      // Who has got it keeps it; the others find it at read.
      const isCrossing = await authors.isCrossing(reached)
      const last = followers.length < limits.fanOutChunk || isCrossing ? undefined : followers.at(-1)
      const upcoming = last && ledger.findFollowers({ id: actorId, after: last, limit: limits.fanOutChunk })
      const owners = isCrossing ? own : [...own, ...followers]
      // All are waited for: after a failure, too, nothing of this run may go on.
      const results = await Promise.allSettled([
        timelines.push(activityId, timelinesFor(verb, owners)),
        saved,
        upcoming,
      ])
      for (const result of results) if (result.status === 'rejected') throw result.reason
      if (isCrossing) return authors.enter(actorId)
      if (!last || !upcoming) return report(delivery, reached)
      own = []
      saved = ledger.saveDelivered(activityId, last)
      // Heard of with the next chunk; until then it must not be an unhandled rejection.
      saved.catch(() => undefined)
      followers = await upcoming
    }
  }

  /** Of a delivery that was taken up again, an earlier run reached a chunk at least. The clock of Postgres may differ. */
  function report({ recordedAt, after }: TakenUp, reached: number): void {
    const seconds = Math.max(0, (now().getTime() - recordedAt.getTime()) / 1000)
    onDelivered?.({ seconds, followers: reached + (after ? limits.fanOutChunk : 0) })
  }

  /**
   * Writes an activity into the timelines of the actor and of the followers. The ledger keeps how far it came, so a run
   * that is killed is taken up from its last chunk. Of an author who is merged at read only the own timeline gets it. That it
   * ended is noted behind it.
   */
  return async function fanOut({ activityId }: { activityId: Id }): Promise<void> {
    const delivery = await ledger.takeUpDelivery({ id: activityId, limit: limits.fanOutChunk })
    if (!delivery) return withdraw({ activityId })
    const { actorId, verb } = delivery.entry
    if (verb === followVerb) await timelines.drop(storedFeedsOf(actorId))

    if (storedGroupsFor(verb).length > 0) {
      if (delivery.pulled === 'no') await writeAhead(delivery)
      else await timelines.push(activityId, timelinesFor(verb, [actorId]))
      if (delivery.pulled === 'entering') await authors.tell(actorId)
    }
    ends.note(activityId)
  }
}

type TakenUp = NonNullable<Awaited<ReturnType<FeedDeps<never>['ledger']['takeUpDelivery']>>>
