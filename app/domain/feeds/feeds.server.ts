// The product's feeds are declared before anything is read or written.
import './declarations.ts'
import { coalesceByKey } from '#app/lib/cache/coalesce.ts'
import type { Id } from '#app/lib/id.ts'
import type { FeedDeps } from './deps.ts'
import { createDuties } from './duties.server.ts'
import { createFollows } from './follow.server.ts'
import { createPublishing } from './publish.server.ts'
import { type Query, readAbove, readAround, readFeed } from './read.server.ts'
import { createSettled } from './settled.server.ts'
import { createShelves } from './shelves.server.ts'
import { createTracking, requireTracked } from './tracking.server.ts'
import { type Entry, limits, type Page, type Row, type TwoWayPage } from './types.ts'

/** Of so many reads one has its stages measured: clocks and histograms are a tenth of a page's time. */
const measuredEach = 10

/**
 * The door of the feeds: everything that pages, other modules and jobs may ask of them.
 * `duties` are for jobs and commands.
 */
export function createFeeds<Tx>(deps: FeedDeps<Tx>) {
  const shelves = createShelves(deps)
  const publishing = createPublishing({ ...deps, shelves })
  const reading = { ...deps, shelves, settledAt: createSettled(deps), ledgerReads: coalesceByKey<Entry[]>() }
  const unmeasured = { ...reading, onStage: undefined }
  const { track, ...tracking } = createTracking({ ...deps, shelves, transaction: publishing.transaction })
  let reads = 0
  /** What a read stands on: one in some is measured. */
  function forRead() {
    reads += 1
    return reads % measuredEach === 1 ? reading : unmeasured
  }
  const read = <Item>(query: Query<Item> & { cursor?: string | null }): Promise<Page<Row<Item>>> =>
    track(query, (view, cursor) => readFeed(forRead(), { ...query, view, cursor }))
  return {
    ...publishing,
    ...tracking,
    ...createFollows(deps, publishing.transaction),
    /**
     * One page of a feed, newest first: exact, each row once, only what `view` shows, and full as long as the feed goes
     * on. @throws Invalid when the cursor is not ours
     */
    read,
    /** The page next above a cursor, newest first. Not for feeds that are grouped by stretches of time. */
    readAbove: <Item>(query: Query<Item> & { after: string }): Promise<TwoWayPage<Row<Item>>> =>
      track(query, (view) => readAbove(forRead(), { ...query, view })),
    /** A page around an entry, with the ways on in both directions. */
    readAround: <Item>(query: Query<Item> & { around: Id }): Promise<TwoWayPage<Row<Item>>> =>
      track(query, (view) => readAround(forRead(), { ...query, view })),
    /**
     * How many of the feed's rows, among those on one page of `limits.maxPage`, the owner was not shown as they stand; only
     * of what `view` shows. Costs such a page. @throws RangeError for a feed that does not track what was seen
     */
    async unseenCount<Item>(query: Pick<Query<Item>, 'feed' | 'isSynced' | 'view'>): Promise<number> {
      requireTracked(query.feed, 'seen')
      const { items } = await read({ ...query, limit: limits.maxPage })
      return items.filter(({ isSeen }) => !isSeen).length
    },
    /** Whom somebody follows, from the cache: in the same request, after a `sync` of it. */
    followingOf: shelves.followingOf,
    duties: createDuties({ ...deps, transaction: publishing.transaction }),
  }
}

export type Feeds<Tx> = ReturnType<typeof createFeeds<Tx>>
