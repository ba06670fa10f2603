import type { Id } from '#app/lib/id.ts'
import { type Aggregate, stretchOf } from './define-feed.ts'
import type { Entry } from './types.ts'

/** Entries that are shown together: where they stand, and the entries, newest first. */
export type Place = Readonly<{ at: Id; entries: readonly Entry[] }>

type Placing = {
  /** Of each entry all that was done to its object, newest first, the entry itself among it. */
  tellings: readonly (readonly Entry[] | undefined)[]
  /** Whether one of them is the feed's, and this viewer is shown who did it. */
  isShown: (entry: Entry) => boolean
  /** Whether it was met by now, as the entries were. */
  isMet: (entry: Entry) => boolean
  /** Whether the newest says where an object stands, or the oldest. */
  bumps: boolean
  /** Each entry stands where it is. */
  isPlaced?: boolean
}

/**
 * One place an object, among entries in any order. An entry stands for its object if no other that counts puts it
 * elsewhere: so each object is met once, whichever part of a feed is looked at.
 */
export function placeObjects(
  entries: readonly Entry[],
  { tellings, isShown, isMet, bumps, isPlaced }: Placing,
): Place[] {
  const places: Place[] = []
  for (const [at, entry] of entries.entries()) {
    if (!isShown(entry)) continue
    const all = tellings[at] ?? []
    const isAlone = all.length === 1 && all[0]?.id === entry.id
    const told = isAlone ? all : all.filter((one) => isShown(one) && isMet(one))
    const standing = bumps ? told[0] : told.at(-1)
    if (isPlaced || standing?.id === entry.id) places.push({ at: entry.id, entries: told })
  }
  return places
}

/** What the entries of one row have in common, and those of no other row of the feed. */
export function keyOf(entry: Entry, aggregate: Aggregate | null): string {
  if (!aggregate) return entry.id
  if (aggregate.kind === 'object') return entry.objectId
  return `${stretchOf(entry.id, aggregate.lengthMs)} ${aggregate.by(entry)}`
}

/** One place a key and stretch of time, newest first, of entries that are newest first. */
export function placeStretches(entries: readonly Entry[], aggregate: Aggregate): Place[] {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) {
    const key = keyOf(entry, aggregate)
    const group = groups.get(key)
    if (group) group.push(entry)
    else groups.set(key, [entry])
  }
  return [...groups.values()].flatMap((group) => (group[0] ? [{ at: group[0].id, entries: group }] : []))
}
