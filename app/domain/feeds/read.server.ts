import type { Id } from '#app/lib/id.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { declarationOf } from './declarations.ts'
import type { FeedDeps } from './deps.ts'
import { rebuildJob } from './jobs.ts'
import type { Pull } from './ledger.ts'
import { type Entry, type FeedId, type Hydrate, type Hydrated, limits, type Page } from './types.ts'

type ReadDeps = Pick<FeedDeps<never>, 'timelines' | 'queue' | 'log'> & {
  ledger: Pick<FeedDeps<never>['ledger'], 'pull' | 'confirm'>
}
type Query<Item> = { feed: FeedId; cursor?: string | null; limit: number; hydrate: Hydrate<Item> }

/** skeleton → hydrate → rules → present, repeated until the page is full or the feed ends. */
export async function readFeed<Item>(deps: ReadDeps, query: Query<Item>): Promise<Page<Item>> {
  const limit = Math.min(Math.max(query.limit, 1), limits.maxPage)
  const skeleton = openSkeleton(deps, query.feed)
  const shown: Hydrated<Item>[] = []
  let before = decodeCursor(query.cursor)
  let scanned = 0
  // One more than the page: it proves that there is a next one.
  while (shown.length <= limit && scanned < limits.maxScan) {
    const wanted = Math.min(Math.max(limit + 1 - shown.length, scanned), limits.timelineLength)
    const { entries, last, end } = await skeleton.next(before, wanted)
    shown.push(...visible(entries, await query.hydrate(entries)))
    scanned += wanted
    before = last
    if (end) return present(shown, limit, null)
  }
  return present(shown, limit, before)
}

/** Pure: what hydration did not give may not be seen. */
function visible<Item>(entries: readonly Entry[], items: ReadonlyMap<Id, Item>): Hydrated<Item>[] {
  return entries.flatMap((entry) => {
    const item = items.get(entry.objectId)
    return item === undefined ? [] : [{ entry, item }]
  })
}

function present<Item>(shown: readonly Hydrated<Item>[], limit: number, scannedTo: Id | null): Page<Item> {
  const page = shown.slice(0, limit)
  const next = shown.length > limit ? page.at(-1)?.entry.id : scannedTo
  return { items: page.map(({ item }) => item), nextCursor: next ? encodeCursor(next) : null }
}

/** `last`: where the next part begins, whether or not its entry still belongs to the feed. */
type Part = { entries: Entry[]; last: Id | null; end: boolean }

/** Entries of a feed, part by part: from its timeline as far down as that goes, then from the ledger. */
function openSkeleton({ ledger, timelines, queue, log }: ReadDeps, feed: FeedId) {
  const { declaration, owner } = declarationOf(feed)
  const pull: Pull = { source: declaration.source, feed, owner }
  let stored = declaration.stored
  let isCold = false

  async function fromTimeline(before: Id | null, limit: number): Promise<Part | null> {
    const slice = await timelines.read(feed, { before, limit })
    isCold = slice.state === 'cold'
    if (slice.state === 'cold') return null
    stored = !slice.atFloor
    if (slice.ids.length === 0) return null
    return { entries: await ledger.confirm(pull, slice.ids), last: slice.ids.at(-1) ?? null, end: false }
  }

  async function fromLedger(before: Id | null, limit: number): Promise<Part> {
    const entries = await ledger.pull(pull, { before, limit })
    // Answered from the ledger now, ready for the next reader; with nothing to keep there would be no timeline.
    if (isCold && entries.length > 0) await askForRebuild()
    return { entries, last: entries.at(-1)?.id ?? before, end: entries.length < limit }
  }

  async function askForRebuild(): Promise<void> {
    isCold = false
    try {
      await queue.add(rebuildJob, { feed })
    } catch (error) {
      log.warn({ err: error, feed }, 'a timeline could not be asked for')
    }
  }

  return {
    async next(before: Id | null, limit: number): Promise<Part> {
      if (!stored) return fromLedger(before, limit)
      try {
        const part = await fromTimeline(before, limit)
        if (part) return part
      } catch (error) {
        log.warn({ err: error, feed }, 'the timeline cannot be read; the ledger answers')
      }
      stored = false
      return fromLedger(before, limit)
    },
  }
}
