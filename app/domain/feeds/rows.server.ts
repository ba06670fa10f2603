import type { Id } from '#app/lib/id.ts'
import { isInWalk, type Walk } from './cursor.ts'
import { type FeedGroup, verbsOf } from './define-feed.ts'
import type { FeedDeps } from './deps.ts'
import { fits } from './filter.ts'
import { type Place, placeObjects } from './group.ts'
import type { Pull } from './ledger.ts'
import { type FeedShelves, maxTellings } from './shelves.server.ts'
import type { Belongs } from './skeleton.server.ts'
import type { Entry, Row, Viewing } from './types.ts'

export type RowDeps = { shelves: FeedShelves; ledger: Pick<FeedDeps<never>['ledger'], 'findTellingsFor'> }

/** How far a feed was read downwards: the entries that were met, and the last place; null: the end. */
export type Reached = Readonly<{ met: ReadonlySet<Id>; last: Id | null }>

type Options<Item> = {
  declaration: FeedGroup
  pull: Pull
  belongs: Belongs
  walk: Walk | null
  /** Where these stand was decided before: an object is shown at whichever of its entries is given. */
  isPlaced?: boolean
  /** Absent: not read downwards from a place of the walk. */
  reached?: Reached
  view: Viewing<Item>
}

/** The rows that these entries stand for, in their order: who may be seen, where it stands, what may be seen. */
export async function toRows<Item>(
  deps: RowDeps,
  entries: readonly Entry[],
  { declaration, pull, belongs, walk, reached, isPlaced = false, view }: Options<Item>,
): Promise<Row<Item>[]> {
  if (declaration.aggregate?.kind !== 'object') {
    const own = declaration.stored ? entries.filter(belongs) : entries
    const seen = await view.seeActors(actorsOf([own]))
    const shown = own.filter(({ actorId }) => seen.has(actorId))
    return hydrateRows(
      shown.map((entry) => ({ at: entry.id, entries: [entry] })),
      view,
    )
  }
  const tellings = await readTellings(deps, entries, declaration, pull)
  const seen = await view.seeActors(actorsOf(tellings.values()))
  const counts = (entry: Entry) =>
    seen.has(entry.actorId) &&
    belongs(entry) &&
    fits(entry, pull.filter) &&
    (!view.bumps || isMet(entry.id, reached, walk))
  const tellingsOf = (entry: Entry) => tellings.get(entry.objectId) ?? []
  return hydrateRows(placeObjects(entries, { tellingsOf, counts, bumps: view.bumps, isPlaced }), view)
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

/** Of each object all that may count, newest first. What a filter leaves out does not. */
async function readTellings({ shelves, ledger }: RowDeps, entries: readonly Entry[], feed: FeedGroup, pull: Pull) {
  const objectIds = [...new Set(entries.map(({ objectId }) => objectId))]
  // What a tag is on is one entry of an object: the others have none.
  if (pull.filter?.addressedTo) return new Map(entries.map((entry) => [entry.objectId, [entry]]))
  const held = await shelves.tellings.get(objectIds)
  const crowded = objectIds.filter((id) => (held.get(id)?.length ?? 0) > maxTellings)
  const followed =
    crowded.length > 0
      ? await ledger.findTellingsFor({ objectIds: crowded, verbs: [...verbsOf(feed)], owner: pull.owner })
      : null
  return followed ? new Map([...held, ...followed]) : held
}

/** The objects that may be seen; a place without any is no row. */
export async function hydrateRows<Item>(places: readonly Place[], view: Viewing<Item>): Promise<Row<Item>[]> {
  const objects = new Map<Id, Entry>()
  for (const { entries } of places)
    for (const entry of entries) if (!objects.has(entry.objectId)) objects.set(entry.objectId, entry)
  if (objects.size === 0) return []
  const items = await view.hydrate([...objects.values()])
  const rows: Row<Item>[] = []
  for (const { at, entries } of places) {
    const shown = entries.filter(({ objectId }) => items.has(objectId))
    if (shown.length > 0) rows.push({ at, entries: shown, items: itemsOf(shown, items) })
  }
  return rows
}

/** Each once, in the order of the entries. */
function itemsOf<Item>(entries: readonly Entry[], items: ReadonlyMap<Id, Item>): Item[] {
  const found = new Set<Item>()
  for (const { objectId } of entries) {
    const item = items.get(objectId)
    if (item !== undefined) found.add(item)
  }
  return [...found]
}

function actorsOf(lists: Iterable<readonly Entry[]>): ReadonlySet<Id> {
  const actors = new Set<Id>()
  for (const list of lists) for (const { actorId } of list) actors.add(actorId)
  return actors
}
