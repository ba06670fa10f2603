import { chunk } from '#app/lib/chunk.ts'
import type { Id } from '#app/lib/id.ts'
import type { Logger } from '#app/lib/log.server.ts'
import { compareTimeline, type Difference } from './compare-timeline.ts'
import { declarationOf, isStored, writtenSourcesOf } from './define-feed.ts'
import type { Ledger } from './ledger.ts'
import type { TimelineCensus } from './timeline-census.ts'
import type { TimelineStore } from './timeline-store.ts'
import { type FeedId, limits } from './types.ts'

type Deps = Readonly<{
  ledger: Pick<Ledger<never>, 'pull' | 'findEntries' | 'findPulledActors' | 'getDelivery' | 'findUnfinished'>
  timelines: Pick<TimelineStore, 'drop'>
  census: TimelineCensus
  log: Pick<Logger, 'warn'>
  now: () => Date
  /** Before a difference is looked at again: a follow forgets timelines after its commit. */
  pause: () => Promise<void>
}>

export type Audit = Readonly<{
  /** Timelines compared. */
  checked: number
  /** Those that differ from Postgres. */
  wrong: number
  /** Those of them that were forgotten. */
  repaired: number
  /** Differences by kind. */
  counts: Readonly<Record<Difference['kind'], number>>
  /** Some of them, of different feeds. */
  examples: readonly (Difference & Readonly<{ feed: FeedId }>)[]
}>

const feedsAtOnce = 4
const maxExamples = 10
/** How long a delivery may take before what it has not reached yet counts as missing. */
const deliveredWithinMs = 60_000
/** Late deliveries that are known one by one. */
const maxLate = 10_000
/** A timeline is trimmed past this. */
const mostHeld = limits.timelineLength + limits.timelineSlack

/**
 * Compares timelines with the ledger. Not a difference: what is on its way, what was taken back (reads leave it out),
 * and who is merged at read. A difference counts when it is there a moment later, too.
 */
export function createAudit(deps: Deps) {
  const { ledger, timelines, census, log, now, pause } = deps

  /** Null: there is no timeline. */
  async function differencesOf(feed: FeedId, late: ReadonlySet<Id>): Promise<Difference[] | null> {
    const { declaration, owner } = declarationOf(feed)
    const held = await census.peek(feed)
    if (!held) return null
    const pull = { sources: writtenSourcesOf(declaration), feed, owner, withoutPulled: true }
    const entries = await ledger.pull(pull, { limit: mostHeld + 1 })
    const ids = entries.map(({ id }) => id)
    const found = compareTimeline(held, ids, entries.length <= mostHeld)
    if (found.length === 0) return found
    const about = await ledger.findEntries([...new Set(found.map(({ id }) => id))])
    const pulled = new Set(await ledger.findPulledActors())
    const kept: Difference[] = []
    for (const part of chunk(found, 20)) {
      const isKept = await Promise.all(part.map(isReal))
      kept.push(...part.filter((_, at) => isKept[at]))
    }
    return kept

    async function isReal({ kind, id }: Difference): Promise<boolean> {
      const entry = about.get(id)
      if (kind === 'twice' || kind === 'disordered') return true
      if (!entry || pulled.has(entry.actorId)) return false
      return kind === 'extra' || late.has(id) || (await ledger.getDelivery(id)) === null
    }
  }

  async function auditFeed(feed: FeedId, late: ReadonlySet<Id>): Promise<Difference[] | null> {
    const first = await differencesOf(feed, late)
    if (!first || first.length === 0) return first
    await pause()
    const again = await differencesOf(feed, late)
    return first.filter(({ kind, id }) => again?.some((other) => other.kind === kind && other.id === id))
  }

  /**
   * @param sample how many timelines, by chance
   * @param repair forgets those that are wrong: each is built again when it is read next
   */
  return async function audit({ sample, repair }: { sample: number; repair: boolean }): Promise<Audit> {
    const recordedBefore = new Date(now().getTime() - deliveredWithinMs)
    const late = new Set(await ledger.findUnfinished({ recordedBefore, limit: maxLate }))
    const counts = { missing: 0, extra: 0, twice: 0, disordered: 0 }
    const examples: Audit['examples'][number][] = []
    let [checked, wrong, repaired] = [0, 0, 0]
    for (const feeds of chunk((await census.sample(sample)).filter(isStored), feedsAtOnce)) {
      const results = await Promise.all(feeds.map(async (feed) => ({ feed, found: await auditFeed(feed, late) })))
      const different = results.filter(({ found }) => found && found.length > 0)
      checked += results.filter(({ found }) => found !== null).length
      wrong += different.length
      for (const { feed, found } of different) {
        for (const { kind } of found ?? []) counts[kind] += 1
        examples.push(...(found ?? []).slice(0, 3).map((difference) => ({ feed, ...difference })))
      }
      if (!repair || different.length === 0) continue
      await timelines.drop(different.map(({ feed }) => feed))
      repaired += different.length
    }
    examples.length = Math.min(examples.length, maxExamples)
    if (wrong > 0) log.warn({ checked, wrong, repaired, counts, examples }, 'timelines differ from Postgres')
    return { checked, wrong, repaired, counts, examples }
  }
}
