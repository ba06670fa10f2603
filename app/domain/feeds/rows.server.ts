import type { Id } from '#app/lib/id.ts'
import type { Belongs } from './belonging.server.ts'
import { isInWalk, type Walk } from './cursor.ts'
import { type FeedGroup, verbsAtLevelsOf, verbsOf } from './define-feed.ts'
import type { FeedDeps } from './deps.ts'
import { fits } from './filter.ts'
import { type Place, placeObjects } from './group.ts'
import type { Pull } from './ledger.ts'
import { type FeedShelves, maxTellings } from './shelves.server.ts'
import type { Entry, Row, Viewing } from './types.ts'

export type RowDeps = { shelves: FeedShelves; ledger: Pick<FeedDeps<never>['ledger'], 'findTellingsFor'> }

/** How far a feed was read downwards: the entries that were met, and the last place; null: the end. */
export type Reached = Readonly<{ met: ReadonlySet<Id>; last: Id | null }>

type Options<Item> = {
  reading: Readonly<{ declaration: FeedGroup; pull: Pull; belongs: Belongs; view: Viewing<Item> }>
  walk: Walk | null
  /** Where these stand was decided before: an object is shown at whichever of its entries is given. */
  isPlaced?: boolean
  /** Absent: not read downwards from a place of the walk. */
  reached?: Reached
}

/** The rows that these entries stand for, in their order: who may be seen, where it stands, what may be seen. */
export async function toRows<Item>(
  deps: RowDeps,
  entries: readonly Entry[],
  { reading: { declaration, pull, belongs, view }, walk, reached, isPlaced = false }: Options<Item>,
): Promise<Row<Item>[]> {
  if (declaration.aggregate?.kind !== 'object') {
    if (declaration.stored) await belongs.learn?.(entries)
    const own = declaration.stored ? entries.filter(belongs.has) : entries
    await view.learn?.(own)
    const seen = await view.seeActors(actorsOf([own]))
    const shown = own.filter((entry) => seen.has(entry.actorId) && (view.shows?.(entry) ?? true))
    return hydrateRows(
      shown.map((entry) => ({ at: entry.id, entries: [entry] })),
      view,
    )
  }
  const tellings = await readTellings(deps, entries, declaration, pull)
  if (belongs.learn || view.learn) {
    const all = [...entries, ...tellings.flatMap((told) => told ?? [])]
    await Promise.all([belongs.learn?.(all), view.learn?.(all)])
  }
  const seen = await view.seeActors(actorsOf(tellings))
  const places = placeObjects(entries, {
    tellings,
    isShown: (entry) =>
      seen.has(entry.actorId) && (view.shows?.(entry) ?? true) && belongs.has(entry) && fits(entry, pull.filter),
    isMet: (entry) => !view.bumps || isMet(entry.id, reached, walk),
    bumps: view.bumps,
    isPlaced,
  })
  return hydrateRows(places, view)
}

/**
 * Whether something newer is to say where an object stands. It is known to all as soon as it is done, and in a timeline
 * when it is delivered: until then it would take the object away from where it was.
 */
function isMet(id: Id, reached: Reached | undefined, walk: Walk | null): boolean {
  if (!reached) return isInWalk(walk, id)
  const isBelow = reached.last !== null && id < reached.last
  return isBelow || reached.met.has(id) || (walk !== null && id >= walk.at && isInWalk(walk, id))
}

/** Of each entry's object all that may count, newest first. What a filter leaves out does not. */
async function readTellings({ shelves, ledger }: RowDeps, entries: readonly Entry[], feed: FeedGroup, pull: Pull) {
  // What a tag is on is one entry of an object: the others have none.
  if (pull.filter?.addressedTo) return entries.map((entry) => [entry])
  const objectIds = entries.map(({ objectId }) => objectId)
  const held = await shelves.tellings.get(objectIds)
  const crowded = new Set(objectIds.filter((_, at) => (held[at]?.length ?? 0) > maxTellings))
  if (crowded.size === 0) return held
  const verbs = [...verbsOf(feed), ...[...verbsAtLevelsOf(feed).values()].flat()]
  const followed = await ledger.findTellingsFor({ objectIds: [...crowded], verbs, owner: pull.owner })
  return objectIds.map((id, at) => followed.get(id) ?? held[at])
}

/** The objects that may be seen; a place without any is no row. */
export async function hydrateRows<Item>(places: readonly Place[], view: Viewing<Item>): Promise<Row<Item>[]> {
  const wanted: Entry[] = []
  // A row of one object names it as often as it was told of.
  for (const { entries } of places)
    for (const entry of entries) if (entry.objectId !== wanted.at(-1)?.objectId) wanted.push(entry)
  if (wanted.length === 0) return []
  const items = await view.hydrate(wanted)
  const rows: Row<Item>[] = []
  for (const { at, entries } of places) {
    const shown = entries.filter(({ objectId }) => items.has(objectId))
    if (shown.length > 0) rows.push({ at, entries: shown, items: itemsOf(shown, items) })
  }
  return rows
}

/** Each once, in the order of the entries. */
function itemsOf<Item>(entries: readonly Entry[], items: ReadonlyMap<Id, Item>): Item[] {
  const ids = entries.length === 1 ? entries : new Map(entries.map((entry) => [entry.objectId, entry])).values()
  const found: Item[] = []
  for (const { objectId } of ids) {
    const item = items.get(objectId)
    if (item !== undefined) found.push(item)
  }
  return found
}

function actorsOf(lists: readonly (readonly Entry[] | undefined)[]): ReadonlySet<Id> {
  const actors = new Set<Id>()
  for (const list of lists) for (const { actorId } of list ?? []) actors.add(actorId)
  return actors
}
