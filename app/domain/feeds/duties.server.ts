import type { Id } from '#app/lib/id.ts'
import {
  declarationOf,
  deliveredVerbs,
  followVerb,
  storedFeedsOf,
  storedGroupsFor,
  writtenSourcesOf,
} from './define-feed.ts'
import type { FeedDeps } from './deps.ts'
import { createEnds } from './ends.server.ts'
import { createFanOut } from './fan-out.server.ts'
import { fanOutJob } from './jobs.ts'
import type { Transaction } from './publish.server.ts'
import { createPulledAuthors } from './pulled-authors.server.ts'
import { type FeedId, limits } from './types.ts'

/** Unfinished activities that one sweep asks for. */
const sweepLimit = 2_000
/** An activity so young is still on its way by the ordinary path. */
const sweepAgeMs = 3_000

/** Deliveries so close before Redis was cut off are done again. */
const reopenedMs = 10_000

/** What was taken back is known by its name for so long: whoever publishes it again so late makes another. */
const keptMs = 30 * 24 * 60 * 60_000
/** Activities that one statement deletes, and statements of one run. */
const [purgedAtOnce, purgesOfRun] = [1_000, 100]

/** What jobs and commands do for the feeds. Each may run twice, twice at once, and late. */
export function createDuties<Tx>(deps: FeedDeps<Tx> & { transaction: Transaction<Tx> }) {
  const { ledger, timelines, queue, now } = deps
  const authors = createPulledAuthors(deps)
  const ends = createEnds(deps)

  async function rebuild({ feed }: { feed: FeedId }): Promise<void> {
    const { declaration, owner } = declarationOf(feed)
    if (!declaration.stored) return
    const token = await timelines.open(feed)
    const pull = { sources: writtenSourcesOf(declaration), feed, owner }
    const at = { limit: limits.timelineLength }
    const written = await ledger.pull({ ...pull, withoutPulled: true }, at)
    // Who follows nobody else is not to be cold for ever: what is merged may be held as well.
    const entries = written.length > 0 ? written : await ledger.pull(pull, at)
    await timelines.fill(
      feed,
      token,
      entries.map(({ id }) => id),
    )
  }

  return {
    fanOut: createFanOut(deps, authors, ends),

    /** Until the ends of all fan-outs of this process are noted. */
    settled: ends.settled,

    /** Builds a timeline afresh from the ledger. Gives way when it is forgotten or built anew meanwhile. */
    rebuild,

    /**
     * As `rebuild`, for a reader who found it cold, and nothing when it is warm by now: then it is exact. While
     * deliveries are very late it stays cold: they come first.
     */
    async rebuildAsked({ feed }: { feed: FeedId }): Promise<void> {
      if ((await timelines.read(feed, { limit: 1 })).state === 'warm') return
      if ((await authors.pressure()).acceptsRebuilds) await rebuild({ feed })
    },

    /** Looks after who is merged at read: authors who have lost followers are written ahead again. */
    reviewAuthors: authors.review,

    /** Forgets all timelines of these people: the next read of each is answered from the ledger and has it built. */
    forget: ({ owners }: { owners: readonly Id[] }): Promise<void> => timelines.drop(owners.flatMap(storedFeedsOf)),

    /** Asks again for the fan-out of activities that were left unfinished. @returns how many */
    async sweep(): Promise<number> {
      const recordedBefore = new Date(now().getTime() - sweepAgeMs)
      const ids = await ledger.findUnfinished({ recordedBefore, limit: sweepLimit })
      await queue.addMany(
        fanOutJob,
        ids.map((activityId) => ({ activityId })),
        { isBulk: true },
      )
      return ids.length
    },

    /** Deletes what was taken back 30 days ago, as much as one run may. @returns how many */
    async purge(): Promise<number> {
      const retractedBefore = new Date(now().getTime() - keptMs)
      let purged = 0
      for (let run = 0; run < purgesOfRun; run += 1) {
        const some = await ledger.purge({ retractedBefore, limit: purgedAtOnce })
        purged += some
        if (some < purgedAtOnce) break
      }
      return purged
    },

    /**
     * Gives the delivery of an activity up, so that the sweep leaves it alone; `resume` takes it up again. The followers'
     * timelines, which may lack it, are forgotten: the ledger has it.
     */
    async setAside({ activityId }: { activityId: Id }): Promise<void> {
      await ledger.setAside([activityId], true)
      const entry = (await ledger.findEntries([activityId])).get(activityId)
      if (entry && storedGroupsFor(entry.verb).length > 0) await authors.forgetShown(entry.actorId)
    },
    resume: ({ activityId }: { activityId: Id }): Promise<void> => ledger.setAside([activityId], false),

    /**
     * After Redis was away: it may have come back without its last writes (a power cut loses a second of them, a
     * failover more), while the ledger says that they were delivered. Those deliveries are done again by the sweep.
     * @returns how many
     */
    reopen(): Promise<number> {
      authors.forgetAgain()
      return ledger.reopenDeliveries({ lastMs: reopenedMs, verbs: [...deliveredVerbs(), followVerb] })
    },
  }
}
