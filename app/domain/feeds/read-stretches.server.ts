import { lowestId } from '#app/lib/id.ts'
import { isInWalk, type Walk } from './cursor.ts'
import { stretchOf } from './define-feed.ts'
import { placeStretches } from './group.ts'
import type { Span } from './ledger.ts'
import { present, type ReadDeps, type Reading } from './paging.ts'
import { hydrateRows } from './rows.server.ts'
import { type Entry, limits, type Page, type Row } from './types.ts'

/**
 * A page of a feed that is grouped by key and stretch of time. Whole stretches are read, from the top of the one that
 * the walk stands in: only so does each group have all its entries, and is met once.
 */
export async function readStretches<Item>(
  deps: ReadDeps,
  reading: Reading<Item>,
  walk: Walk | null,
): Promise<Page<Row<Item>>> {
  const { skeleton, declaration, belongs, limit, view } = reading
  const { aggregate } = declaration
  if (aggregate?.kind !== 'stretch') throw new RangeError(`${declaration.group} is not grouped by stretches`)
  const stretch = (entry: Entry) => stretchOf(entry.id, aggregate.lengthMs)
  const top = walk && lowestId(new Date((stretchOf(walk.at, aggregate.lengthMs) + 1) * aggregate.lengthMs))
  const rows: Row<Item>[] = []
  let open: Entry[] = []
  let span: Span = { before: top, limit: limits.maxPage }
  let scanned = 0
  for (;;) {
    const part = await skeleton.next(span)
    if (declaration.stored) await belongs.learn?.(part.entries)
    const fresh = declaration.stored ? part.entries.filter(belongs.has) : part.entries
    open.push(...fresh.filter(({ id }) => isInWalk(walk, id)))
    scanned += span.limit
    // Of the last stretch there may be more below.
    const isLast = part.end || part.last === null || scanned >= limits.maxStretch
    const lowest = open.at(-1)
    const closed = isLast ? open : open.filter((entry) => lowest && stretch(entry) > stretch(lowest))
    open = isLast ? [] : open.slice(closed.length)
    await view.learn?.(closed)
    const seen = await view.seeActors(new Set(closed.map(({ actorId }) => actorId)))
    const places = placeStretches(
      closed.filter((entry) => seen.has(entry.actorId) && (view.shows?.(entry) ?? true)),
      aggregate,
    )
    const below = await hydrateRows(places, view)
    rows.push(...below.filter(({ at }) => !walk || at < walk.at))
    if (isLast || rows.length > limit) {
      return present(rows, { last: part.end ? null : part.last, walk, reading, now: deps.now() })
    }
    span = { before: part.last, limit: limits.timelineLength }
  }
}
