import { type Id, idAfter } from '#app/lib/id.ts'
import { belongingTo } from './belonging.server.ts'
import { decodeWalk, encodeCursor, encodeWalk, type Walk, walkOn } from './cursor.ts'
import { declarationOf } from './define-feed.ts'
import type { Pull, Span } from './ledger.ts'
import { cursorAt, present, type ReadDeps, type Reading, twoWay } from './paging.ts'
import { decodeOrder, readOrder, readRanked } from './read-ranked.server.ts'
import { readStretches } from './read-stretches.server.ts'
import { toRows } from './rows.server.ts'
import { openSkeleton } from './skeleton.server.ts'
import { timed } from './stages.ts'
import { type FeedId, type Filter, limits, type Page, type Row, type TwoWayPage, type Viewing } from './types.ts'

export type Query<Item> = Readonly<{
  feed: FeedId
  /** At most `limits.maxPage`. */
  limit: number
  filter?: Filter
  /** Whether the caches were synced in this request already. */
  isSynced?: boolean
  /** Who looks. Called when what is cached may be read. */
  view: () => Promise<Viewing<Item>>
}>

/** skeleton → rules → group → hydrate → present, repeated until the page is full or the feed ends. */
export async function readFeed<Item>(
  deps: ReadDeps,
  { cursor, ...query }: Query<Item> & { cursor?: string | null },
): Promise<Page<Row<Item>>> {
  const order = decodeOrder(cursor)
  const walk = order ? null : decodeWalk(cursor)
  const first: Span = { before: walk?.at ?? null, limit: pageOf(query.limit) + 1 }
  const reading = await beginReading(deps, query, first)
  const { aggregate, rank } = reading.declaration
  if (aggregate?.kind === 'stretch') return readStretches(deps, reading, walk)
  if (order) return toppedUp(deps, query, await readOrder(deps, reading, order))
  if (rank && !walk) {
    const page = await readRanked(deps, reading, rank, (span) => collect(deps, reading, span, null))
    return toppedUp(deps, query, page)
  }
  const { rows, last } = await collect(deps, reading, first, walk)
  return present(rows, { last, walk, reading, now: await beginningOf(deps, reading, walk) })
}

/** The rows nearest above a cursor, newest first, with the ways on in both directions. */
export async function readAbove<Item>(
  deps: ReadDeps,
  { after, ...query }: Query<Item> & { after: string },
): Promise<TwoWayPage<Row<Item>>> {
  const at = decodeWalk(after)?.at
  if (!at) return twoWay(await readFeed(deps, query))
  const first: Span = { after: at, limit: pageOf(query.limit) + 1 }
  const reading = await beginReading(deps, query, first)
  const { rows, last: scannedTo } = await collect(deps, reading, first, null)
  const items = rows.slice(0, reading.limit).reverse()
  const last = items.at(-1)?.at ?? at
  return {
    items,
    // Where nothing more was found, though there is more, the next page begins past what was looked through.
    prevCursor: encodeCursor((rows.length <= reading.limit && scannedTo) || (items[0]?.at ?? at)),
    nextCursor: cursorAt(last, { walk: null, shown: items, reading, now: await beginningOf(deps, reading, null) }),
  }
}

/** A page around an entry: half of it above, the entry itself if it is there, the rest below. */
export async function readAround<Item>(
  deps: ReadDeps,
  { around, ...query }: Query<Item> & { around: Id },
): Promise<TwoWayPage<Row<Item>>> {
  const limit = pageOf(query.limit)
  const half = Math.floor(limit / 2)
  const above = half > 0 ? await readAbove(deps, { ...query, limit: half, after: encodeCursor(around) }) : { items: [] }
  // What the upper half has shown is not met again below.
  const at = idAfter(around)
  const walk = walkOn(null, { at, shown: above.items.map((row) => row.at), now: await deps.settledAt() })
  const below = await readFeed(deps, { ...query, limit: limit - above.items.length, cursor: encodeWalk(walk) })
  const items = [...above.items, ...below.items]
  return { items, prevCursor: encodeCursor(items[0]?.at ?? around), nextCursor: below.nextCursor }
}

/** From where on a walk counts only what it has shown. What was late when it began may have come into the timeline since. */
async function beginningOf<Item>(deps: ReadDeps, { declaration }: Reading<Item>, walk: Walk | null): Promise<Date> {
  return walk === null && declaration.aggregate ? deps.settledAt() : deps.now()
}

const pageOf = (limit: number) => Math.min(Math.max(limit, 1), limits.maxPage)

async function beginReading<Item>(deps: ReadDeps, query: Query<Item>, first: Span): Promise<Reading<Item>> {
  const { feed, filter } = query
  const { declaration, owner } = declarationOf(feed)
  const pull: Pull = { sources: declaration.sources, feed, owner, filter }
  const skeleton = openSkeleton(deps, declaration, pull)
  // On their way together: the timeline, and what was invalidated until now.
  skeleton.begin(first)
  if (!query.isSynced) await timed(deps, 'sync', () => deps.cache.sync())
  const [belongs, seen] = await timed(deps, 'view', () =>
    Promise.all([belongingTo(deps, declaration, owner), query.view()]),
  )
  const view: Viewing<Item> = { ...seen, hydrate: (entries) => timed(deps, 'hydrate', () => seen.hydrate(entries)) }
  const isOfOne = declaration.sources.every(({ kind }) => kind === 'actor')
  const isHidden = isOfOne && !(await view.seeActors(new Set([owner]))).has(owner)
  return { skeleton, declaration, pull, belongs, view, isHidden, limit: pageOf(query.limit) }
}

/** Where an order ends within a page, the page goes on below it. */
async function toppedUp<Item>(deps: ReadDeps, query: Query<Item>, page: Page<Row<Item>>): Promise<Page<Row<Item>>> {
  const { items, nextCursor } = page
  const missing = pageOf(query.limit) - items.length
  if (missing <= 0 || nextCursor === null || decodeOrder(nextCursor)) return page
  const rest = await readFeed(deps, { ...query, limit: missing, cursor: nextCursor })
  return { items: [...items, ...rest.items], nextCursor: rest.nextCursor }
}

/** Rows until there is one more than a page: it proves that there is a next one. `last`: where to go on; null: the end. */
async function collect<Item>(deps: ReadDeps, reading: Reading<Item>, first: Span, walk: Walk | null) {
  const { skeleton, isHidden } = reading
  if (isHidden) return { rows: [], last: null }
  const limit = first.limit - 1
  const rows: Row<Item>[] = []
  const met = new Set<Id>()
  let span = first
  let scanned = 0
  for (;;) {
    const part = await timed(deps, 'skeleton', () => skeleton.next(span))
    for (const { id } of part.entries) met.add(id)
    const reached = first.after ? undefined : { met, last: part.end ? null : part.last }
    rows.push(...(await timed(deps, 'rows', () => toRows(deps, part.entries, { reading, walk, reached }))))
    if (part.end) return { rows, last: null }
    scanned += span.limit
    if (rows.length > limit || scanned >= limits.maxScan || part.last === null) return { rows, last: part.last }
    const more = Math.min(Math.max(limit + 1 - rows.length, scanned), limits.timelineLength)
    span = first.after ? { after: part.last, limit: more } : { before: part.last, limit: more }
  }
}
