import type { Id } from '#app/lib/id.ts'
import { followedFeeds, wantedBesides } from './belonging.server.ts'
import { type FeedGroup, mergedSourcesOf, writtenSourcesOf } from './define-feed.ts'
import type { FeedDeps } from './deps.ts'
import { fits } from './filter.ts'
import { rebuildJob } from './jobs.ts'
import type { Pull, Span } from './ledger.ts'
import type { FeedShelves } from './shelves.server.ts'
import type { TimelineSlice } from './timeline-store.ts'
import { type Entry, limits } from './types.ts'

export type SkeletonDeps = Pick<FeedDeps<never>, 'timelines' | 'queue' | 'log'> & {
  ledger: Pick<FeedDeps<never>['ledger'], 'pull' | 'addressedAmong'>
  shelves: FeedShelves
  /** Reads of one stored feed from the ledger, as few as serve all who read it at once. */
  ledgerReads: (key: string, read: () => Promise<Entry[]>) => Promise<Entry[]>
}

/**
 * Above so many followed, Postgres finds a page sooner by looking through what anybody did: 5,000 take 17 ms in place of
 * 147, 300 as long either way.
 */
const wideFrom = 500

/** `last`: where the next part begins, whether or not its entry still belongs to the feed. */
export type Part = Readonly<{ entries: readonly Entry[]; last: Id | null; end: boolean }>

type Lists = readonly (readonly Entry[])[]

/**
 * Standing entries of a feed, part by part in either direction: from its timeline as far as that goes, merged with those
 * who are not written ahead, then from the ledger.
 */
export function openSkeleton(deps: SkeletonDeps, declaration: FeedGroup, pull: Pull) {
  const { ledger, timelines, queue, log, shelves } = deps
  const { feed, owner } = pull
  // A timeline knows nothing of what a filter asks.
  let stored = declaration.stored && !pull.filter
  let isCold = false
  let begun: { span: Span; slice: Promise<TimelineSlice | null> } | null = null

  /** Null: the timeline cannot be read. */
  function readTimeline(span: Span): Promise<TimelineSlice | null> {
    return timelines.read(feed, span).catch((error: unknown) => {
      log.warn({ err: error, feed }, 'the timeline cannot be read; the ledger answers')
      return null
    })
  }

  async function sliceOf(span: Span): Promise<TimelineSlice | null> {
    const held = begun
    begun = null
    return held && held.span === span ? held.slice : readTimeline(span)
  }

  async function fromTimeline(span: Span): Promise<Part | null> {
    const slice = await sliceOf(span)
    isCold = slice?.state === 'cold'
    if (slice?.state !== 'warm') return null
    // Empty and not at the top: it is below the timeline's floor.
    if (slice.ids.length === 0 && !(span.after && slice.atTop)) return null
    const [held, [own = []], outboxes, subscribed, besides] = await Promise.all([
      shelves.entries.get(slice.ids),
      shelves.own.get([owner]),
      readOutboxes(),
      readSubscribed(),
      readBesides(),
    ])
    outboxes.push(...subscribed, ...besides)
    // What the owner did is there at once, though it was not written here: by a process without Redis, or one that lost it.
    const written = held.filter((entry) => entry !== undefined)
    // Read upwards they come from below.
    const lists = [span.after ? written.reverse() : written, own, ...outboxes]
    return span.after ? mergeUp(lists, outboxes, span, slice) : mergeDown(lists, outboxes, span, slice)
  }

  /** What those did lately whom this feed follows and who are not written ahead. */
  async function readOutboxes(): Promise<(readonly Entry[])[]> {
    const pulled = await shelves.pulledActors()
    if (pulled.length === 0) return []
    const following = await shelves.followingOf(owner)
    const actors = pulled.filter((id) => id === owner || following.knows(id))
    if (actors.length === 0) return []
    return (await shelves.outboxes.get(actors)).filter((outbox) => outbox !== undefined)
  }

  /** What is new in the feeds that the owner follows, where this feed takes from them. */
  async function readSubscribed(): Promise<(readonly Entry[])[]> {
    const feeds = await followedFeeds(shelves, declaration, owner)
    return feeds.length > 0 ? (await shelves.addressed.get(feeds)).filter((box) => box !== undefined) : []
  }

  /** What those did besides of whom this feed takes more than of others. */
  async function readBesides(): Promise<(readonly Entry[])[]> {
    const actors = await wantedBesides(shelves, declaration, owner)
    return actors.length > 0 ? (await shelves.besides.get(actors)).filter((box) => box !== undefined) : []
  }

  type Slice = Extract<TimelineSlice, { state: 'warm' }>

  function mergeDown(lists: Lists, outboxes: Lists, { before, limit }: Span, slice: Slice): Part | null {
    // Complete down to here: where the timeline, or an outbox that holds not all, ends.
    let floor = slice.ids.at(-1) ?? ''
    for (const outbox of outboxes) {
      const last = outbox.at(-1)?.id ?? ''
      if (outbox.length >= limits.timelineLength && last > floor) floor = last
    }
    if (before && floor >= before) return null
    const isInside = ({ id }: Entry) => id >= floor && (!before || id < before)
    const entries = merged(lists, isInside)
    const isCut = entries.length > limit
    if (slice.atFloor && !isCut) stored = false
    const part = isCut ? entries.slice(0, limit) : entries
    return { entries: part, last: isCut ? (part.at(-1)?.id ?? floor) : floor, end: false }
  }

  function mergeUp(lists: Lists, outboxes: Lists, { after, limit }: Span, slice: Slice): Part | null {
    const ceiling = slice.atTop ? null : (slice.ids.at(-1) ?? null)
    if (outboxes.some((outbox) => outbox.length >= limits.timelineLength && (outbox.at(-1)?.id ?? '') > (after ?? '')))
      return null
    const isInside = ({ id }: Entry) => (!after || id > after) && (ceiling === null || id <= ceiling)
    const entries = merged(lists, isInside).reverse()
    const isCut = entries.length > limit
    const part = isCut ? entries.slice(0, limit) : entries
    const last = part.at(-1)?.id ?? after ?? null
    return { entries: part, last: isCut ? last : (ceiling ?? last), end: !isCut && ceiling === null }
  }

  async function fromLedger(span: Span): Promise<Part> {
    const following = declaration.stored ? await shelves.followingOf(owner) : null
    const written = { ...pull, sources: writtenSourcesOf(declaration), isWide: (following?.size ?? 0) > wideFrom }
    const feeds = await followedFeeds(shelves, declaration, owner)
    const wanted = await wantedBesides(shelves, declaration, owner)
    const asked = mergedSourcesOf(declaration).filter(({ kind }) => (kind === 'subscribed' ? feeds : wanted).length > 0)
    const wasCold = isCold
    isCold = false
    const found = await shared([written, feeds, wanted, span, wasCold], async () => {
      const [byActors, others] = await Promise.all([
        written.sources.length > 0 ? ledger.pull(written, span) : [],
        asked.length > 0 ? ledger.pull({ ...pull, sources: asked }, span) : [],
      ])
      // Answered from the ledger now, ready for the next reader; with nothing to keep there would be no timeline.
      if (wasCold && byActors.length > 0) await askForRebuild()
      if (others.length === 0) return byActors
      const both = merged([byActors, others], () => true)
      return (span.after ? both.reverse() : both).slice(0, span.limit)
    })
    const last = found.at(-1)?.id ?? span.before ?? span.after ?? null
    return { entries: await narrowed(found), last, end: found.length < span.limit }
  }

  /** What the filter fits: an index finds a part of it alone. */
  async function narrowed(found: readonly Entry[]): Promise<readonly Entry[]> {
    const { filter } = pull
    if (!filter) return found
    const fitting = found.filter((entry) => fits(entry, filter))
    if (!filter.addressedTo || fitting.length === 0) return fitting
    const ids = fitting.map(({ id }) => id)
    const addressed = await ledger.addressedAmong({ ids, feeds: filter.addressedTo })
    return fitting.filter(({ id }) => addressed.has(id))
  }

  /** Of stored feeds only: others come from the ledger always, and waiting for another's read costs time. */
  function shared(about: unknown, read: () => Promise<Entry[]>): Promise<Entry[]> {
    return declaration.stored ? deps.ledgerReads(JSON.stringify(about), read) : read()
  }

  async function askForRebuild(): Promise<void> {
    try {
      await queue.add(rebuildJob, { feed })
    } catch (error) {
      log.warn({ err: error, feed }, 'a timeline could not be asked for')
    }
  }

  return {
    /** Asks for the first part while something else is still to be learnt. `next` with the same span waits for it. */
    begin(span: Span): void {
      if (stored) begun = { span, slice: readTimeline(span) }
    },

    async next(span: Span): Promise<Part> {
      if (stored) {
        const part = await fromTimeline(span)
        if (part) return part
      }
      stored = false
      return fromLedger(span)
    },
  }
}

const newestFirst = (a: Entry, b: Entry) => (a.id < b.id ? 1 : -1)

/** Each entry once, newest first. `written` is in that order, and mostly it is all. */
function merged([written = [], ...others]: Lists, isInside: (entry: Entry) => boolean): Entry[] {
  const inside = written.filter(isInside)
  const more = others.flatMap((list) => list.filter(isInside))
  if (more.length === 0) return inside
  const byId = new Map<Id, Entry>()
  for (const entry of [...inside, ...more]) byId.set(entry.id, entry)
  return [...byId.values()].sort(newestFirst)
}
