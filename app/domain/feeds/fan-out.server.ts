import type { Id } from '#app/lib/id.ts'
import { followVerb, storedFeedsOf, storedGroupsFor } from './define-feed.ts'
import type { FeedDeps } from './deps.ts'
import type { createPulledAuthors } from './pulled-authors.server.ts'
import { type FeedId, limits } from './types.ts'

type Deps = Pick<FeedDeps<never>, 'timelines'> & {
  ledger: Pick<FeedDeps<never>['ledger'], 'getDelivery' | 'findFollowers' | 'saveDelivered' | 'finishDelivery'>
}
type Authors = Pick<ReturnType<typeof createPulledAuthors>, 'isCrossing' | 'enter' | 'tell'>

export function createFanOut({ ledger, timelines }: Deps, authors: Authors) {
  /** In chunks of followers' ids, until all have it or there are too many of them. */
  async function writeAhead(activityId: Id, actorId: Id, from: Id | null, groups: readonly string[]): Promise<void> {
    const deliver = (ids: readonly Id[]) =>
      timelines.push(
        activityId,
        groups.flatMap((group) => ids.map((id): FeedId => `${group}:${id}`)),
      )
    let [after, reached] = [from, 0]
    for (;;) {
      const followers = await ledger.findFollowers({ id: actorId, after, limit: limits.fanOutChunk })
      reached += followers.length
      // Who has got it keeps it; the others find it at read.
      if (await authors.isCrossing(reached)) return authors.enter(actorId)
      await deliver(followers)
      after = followers.at(-1) ?? after
      if (followers.length < limits.fanOutChunk || after === null) return
      await ledger.saveDelivered(activityId, after)
    }
  }

  /**
   * Writes an activity into the timelines of the actor and of the followers. The ledger keeps how far it came, so a run
   * that is killed is taken up from its last chunk. Of an author who is merged at read only the own timeline gets it.
   */
  return async function fanOut({ activityId }: { activityId: Id }): Promise<void> {
    const delivery = await ledger.getDelivery(activityId)
    if (!delivery) return
    const { entry, after, pulled } = delivery
    const { actorId, verb } = entry
    if (verb === followVerb) await timelines.drop(storedFeedsOf(actorId))

    const groups = storedGroupsFor(verb).map(({ group }) => group)
    if (groups.length > 0) {
      if (after === null) {
        await timelines.push(
          activityId,
          groups.map((group): FeedId => `${group}:${actorId}`),
        )
      }
      if (pulled === 'no') await writeAhead(activityId, actorId, after, groups)
      else if (pulled === 'entering') await authors.tell(actorId)
    }
    await ledger.finishDelivery(activityId)
  }
}
