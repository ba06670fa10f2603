import type { Id } from '#app/lib/id.ts'
import { storedFeedsOf } from './define-feed.ts'
import type { FeedDeps } from './deps.ts'
import { pulledFact } from './facts.ts'
import { type Pressure, pressureAt } from './pressure.ts'
import { type Leaving, type PulledAuthors, settledAfterMs } from './pulled-authors.ts'
import { limits } from './types.ts'

type Deps = Pick<FeedDeps<never>, 'timelines' | 'cache' | 'now' | 'pullThreshold'> & {
  ledger: PulledAuthors & Pick<FeedDeps<never>['ledger'], 'oldestUnfinished'>
}

/** Below this part of the threshold an author is written ahead again: the number of followers goes up and down. */
const leavesBelow = 0.8
/** Before that, so that an hour of late deliveries does not send authors back and forth. */
const staysMs = 3600_000
/** From forgetting followers' timelines to the end of merging: no read that found one before goes on for so long. */
const graceMs = 20_000
/** How long an answer about late deliveries serves. */
const pressureHeldMs = 5_000

/** Who is merged at read instead of being written ahead (docs/decisions/014-hybrid-fan-out.md says why it is exact). */
export function createPulledAuthors({ ledger, timelines, cache, now, pullThreshold = Number.POSITIVE_INFINITY }: Deps) {
  /** Whose followers' timelines were forgotten here since they are leaving, and when. */
  const forgotten = new Map<Id, { leavingAt: Date; at: Date }>()
  /** Of whom this process has told all others, and when. */
  const told = new Map<Id, number>()
  let held: { pressure: Pressure; askedAt: number } | null = null

  async function pressure(): Promise<Pressure> {
    const at = now()
    if (held && Math.abs(at.getTime() - held.askedAt) < pressureHeldMs) return held.pressure
    const oldestAt = await ledger.oldestUnfinished()
    held = { pressure: pressureAt({ oldestAt, now: at, pullThreshold }), askedAt: at.getTime() }
    return held.pressure
  }

  /** Forgets the timelines of all who are shown what somebody does: their next reads are answered from the ledger. */
  async function forgetShown(actorId: Id): Promise<void> {
    let after: Id | null = null
    do {
      const ids: Id[] = await ledger.findShownTo({ actorId, after, limit: limits.fanOutChunk })
      await timelines.drop(ids.flatMap(storedFeedsOf))
      after = ids.length < limits.fanOutChunk ? null : (ids.at(-1) ?? null)
    } while (after !== null)
  }

  /** In two runs: a read may have found a timeline just before it was forgotten, and ask just now who is merged. */
  async function letGo(leaving: Leaving): Promise<void> {
    const { actorId, leavingAt } = leaving
    const done = forgotten.get(actorId)
    if (done?.leavingAt.getTime() !== leavingAt.getTime()) {
      await forgetShown(actorId)
      forgotten.set(actorId, { leavingAt, at: now() })
    } else if (now().getTime() - done.at.getTime() >= graceMs) {
      forgotten.delete(actorId)
      await cache.write(async (touch) => {
        await touch(pulledFact)
        await ledger.endPulled(leaving)
      })
    }
  }

  return {
    pressure,
    forgetShown,

    /** Whether who has so many followers is to be merged at read. Costs nothing while they are few. */
    async isCrossing(followers: number): Promise<boolean> {
      const lowest = pressureAt({ oldestAt: new Date(0), now: now(), pullThreshold }).pullThreshold
      return followers > lowest && followers > (await pressure()).pullThreshold
    },

    /** When this returns, every read that begins merges the author. */
    enter: (actorId: Id): Promise<void> =>
      cache.write(async (touch) => {
        await touch(pulledFact)
        await ledger.enterPulled(actorId)
      }),

    /** As `enter`, for who has entered: whoever did that may have died before all were told. Once is enough. */
    async tell(actorId: Id): Promise<void> {
      const at = now().getTime()
      if (at - (told.get(actorId) ?? Number.NEGATIVE_INFINITY) < settledAfterMs) return
      await cache.write((touch) => touch(pulledFact))
      told.set(actorId, at)
    },

    /** Has authors leave who have lost followers, and brings those who are leaving a step further. */
    async review(): Promise<void> {
      const { pullThreshold: threshold } = await pressure()
      if (threshold < Number.POSITIVE_INFINITY) {
        const enteredBefore = new Date(now().getTime() - staysMs)
        await ledger.leavePulled({ below: Math.ceil(threshold * leavesBelow), enteredBefore })
      }
      for (const leaving of await ledger.findLeaving()) await letGo(leaving)
    },

    /** Redis may have lost that timelines were forgotten. */
    forgetAgain: (): void => forgotten.clear(),
  }
}
