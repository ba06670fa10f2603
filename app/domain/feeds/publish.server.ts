import type { Keep, Touch, Touched } from '#app/lib/cache/cache.ts'
import { Invalid } from '#app/lib/errors.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { deliveredVerbs, groupedVerbs, needsDelivery, timelinesFor } from './define-feed.ts'
import type { FeedDeps } from './deps.ts'
import { addressedFacts, addressesFact, factsOf } from './facts.ts'
import { fanOutJob } from './jobs.ts'
import type { About, ActivityName } from './ledger.ts'
import type { FeedShelves } from './shelves.server.ts'
import {
  type Activity,
  type Entry,
  type FeedId,
  type JsonObject,
  limits,
  madeObject,
  type NewActivity,
} from './types.ts'

/** What a transaction may do beside its own rows. All of it is awaited before the commit. */
export type Writing = Readonly<{
  /** Records activities; what is new is fanned out once the transaction is there to stay. @returns the new ids */
  publish: (...activities: NewActivity[]) => Promise<Id[]>
  /** Gives a standing activity other data, or other further feeds. @returns whether there is one */
  update: (about: ActivityName, to: { data?: JsonObject | null; to?: readonly FeedId[] }) => Promise<boolean>
  /**
   * Takes back what was done to an object, or only what `actorId` did, or only `verb`; or one activity; `limit` at most.
   * Every feed shows it no more. What may be much is left to what made the object: taken back, it takes the rest along,
   * behind the answer. @returns how many
   */
  retract: (about: About, limit?: number) => Promise<number>
  /** Names cached facts that the rows change. */
  touch: Touch
  /** Says what a touched fact is from then on, so that it need not be read again. */
  keep: Keep
}>

export type Transaction<Tx> = <Result>(work: (tx: Tx, writing: Writing) => Promise<Result>) => Promise<Result>

type NewFacts = Pick<FeedShelves, 'entries' | 'tellings'>
type Deps<Tx> = Pick<FeedDeps<Tx>, 'ledger' | 'timelines' | 'queue' | 'cache' | 'log' | 'now'> & {
  shelves: NewFacts
}

export function createPublishing<Tx>(deps: Deps<Tx>) {
  return {
    /**
     * Runs `work` in one transaction: its rows and the activities that tell of them are kept together or not at all,
     * and what it touches is in no cache any more when this resolves.
     * Fan-out is asked for after the commit. That is a hint: when it is lost, the sweeper finds the activities.
     */
    async transaction<Result>(work: (tx: Tx, writing: Writing) => Promise<Result>): Promise<Result> {
      const published: Published[] = []
      const withdrawn: Entry[] = []
      const result = await deps.cache.write((name, keep) =>
        deps.ledger.transaction(async (tx) => {
          const touched: Touched[] = []
          const touch: Touch = async (...facts) => {
            for (const fact of facts) touched.push(fact)
          }
          const done = await work(tx, {
            touch,
            keep,
            async publish(...activities) {
              const complete = activities.map((activity) => completed(activity, deps.now()))
              const ids = new Set(await deps.ledger.record(tx, complete))
              const fresh = complete.filter(({ id }) => ids.has(id))
              await touch(...factsOf(fresh), ...addressedFacts(fresh))
              keepNew(deps.shelves, fresh, keep)
              published.push(...fresh.filter(({ isPending }) => isPending))
              return [...ids]
            },
            async update(about, to) {
              requireBounded(to)
              const entry = await deps.ledger.update(tx, about, to)
              if (entry) await touch(...factsOf([entry]), ...addressedFacts([entry]), addressesFact(entry.id))
              return entry !== null
            },
            async retract(about, limit) {
              const delivered = deliveredVerbs()
              const entries = await deps.ledger.retract(tx, about, { delivered, limit })
              await touch(...factsOf(entries), ...addressedFacts(entries))
              withdrawn.push(...entries.filter((entry) => delivered.includes(entry.verb) || madeObject(entry)))
              return entries.length
            },
          })
          // All at once, and before the commit.
          await name(...touched)
          return done
        }),
      )
      await announce(deps, published, withdrawn)
      return result
    },
  }
}

/** What is known of activities that nobody has seen yet: followers meet them within the second. */
function keepNew({ entries, tellings }: NewFacts, fresh: readonly Activity[], keep: Keep): void {
  const grouped = new Set(groupedVerbs())
  for (const { id, actorId, verb, objectId } of fresh) {
    const entry = { id, actorId, verb, objectId }
    keep(entries, id, entry)
    if (grouped.has(verb) && madeObject(entry)) keep(tellings, objectId, [entry])
  }
}

/** Of more the sweep asks for the rest: nobody waits for an answer while thousands of jobs are added. */
const maxHints = 500

type Published = Activity & { to: readonly FeedId[]; isPending: boolean }

function completed(activity: NewActivity, now: Date): Published {
  const { id, time = now, targetId = null, foreignId = null, data = null, to = [], ...rest } = activity
  requireBounded({ data, to })
  const isPending = needsDelivery(rest.verb)
  return { ...rest, id: id ?? newId(time), time, targetId, foreignId, data, to, isPending }
}

/** @throws Invalid past the limits */
function requireBounded({ data, to = [] }: { data?: JsonObject | null; to?: readonly FeedId[] }): void {
  if (to.length > limits.maxAddresses)
    throw new Invalid(`An activity is addressed to ${limits.maxAddresses} feeds at most.`)
  if (data && Buffer.byteLength(JSON.stringify(data)) > limits.maxDataBytes) {
    throw new Invalid(`The data of an activity is ${limits.maxDataBytes} bytes at most.`)
  }
}

/** The actor sees it at once; followers by way of a job, which also takes it out of their timelines. */
async function announce<Tx>(
  { timelines, queue, log }: Deps<Tx>,
  published: readonly Published[],
  withdrawn: readonly Entry[],
): Promise<void> {
  const changed = [...published, ...withdrawn]
  if (changed.length === 0) return
  const only = published.length === 1 ? published[0] : undefined
  const own = only ? timelinesFor(only.verb, [only.actorId]) : []
  const results = await Promise.allSettled([
    only && own.length > 0 ? timelines.push(only.id, own) : undefined,
    queue.addMany(
      fanOutJob,
      changed.slice(0, maxHints).map(({ id }) => ({ activityId: id })),
      { isBulk: changed.length > 1 },
    ),
  ])
  for (const result of results) {
    if (result.status === 'rejected')
      log.warn({ err: result.reason }, 'fan-out could not be asked for; the sweeper will')
  }
}
