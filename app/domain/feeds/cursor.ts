import { Invalid } from '#app/lib/errors.ts'
import { type Id, idFromBytes, idsToBytes, idToBytes, isId, lowestId } from '#app/lib/id.ts'

const idBytes = 16

/** An opaque place in a list: everything past `id` comes next. */
export function encodeCursor(id: Id): string {
  return idToBytes(id).toString('base64url')
}

/** @throws Invalid when it is not a cursor of ours */
export function decodeCursor(cursor: string | null | undefined): Id | null {
  const ids = decodeIds(cursor)
  if (ids.length > 1) throw notOurs()
  return ids[0] ?? null
}

/**
 * Where a walk down a feed stands whose rows may move up meanwhile. What was done after the walk began is not in it, so
 * that a row that moves up is met where it was. Ids are made a moment before they can be read: of the last
 * `doubtMs` before the beginning, only what the walk has shown is in it (`recent`).
 */
export type Walk = Readonly<{ at: Id; horizon: Id; recent: readonly Id[] }>

/** A transaction that takes longer from the making of its id to its commit may be met twice, or be missed, by a walk. */
const doubtMs = 10_000
/** More rows than this that are a few seconds old are not remembered. */
const maxRecent = 100
const base64Length = (bytes: number) => Math.ceil((bytes * 4) / 3)
const maxWalkLength = base64Length((2 + maxRecent) * idBytes)
export const maxCursorLength = maxWalkLength + 1 + base64Length(idBytes)

/** Whether an activity counts for a walk: all do for its first page. */
export function isInWalk(walk: Walk | null, id: Id): boolean {
  return walk === null || id <= walk.at || id <= walk.horizon || walk.recent.includes(id)
}

/** The walk goes on from `at`, having shown rows that stand at `shown`. */
export function walkOn(walk: Walk | null, { at, shown, now }: { at: Id; shown: readonly Id[]; now: Date }): Walk {
  const horizon = walk?.horizon ?? lowestId(new Date(now.getTime() - doubtMs))
  const fresh = shown.filter((id) => id > horizon)
  return { at, horizon, recent: [...(walk?.recent ?? []), ...fresh].slice(0, maxRecent) }
}

export function encodeWalk({ at, horizon, recent }: Walk): string {
  return idsToBytes([at, horizon, ...recent]).toString('base64url')
}

/** @throws Invalid when it is not a cursor of ours */
export function decodeWalk(cursor: string | null | undefined): Walk | null {
  const [at, horizon, ...recent] = decodeIds(cursor)
  if (!at) return null
  // A cursor without a horizon is that of a feed without rows that move.
  return { at, horizon: horizon ?? at, recent }
}

/** The same place, with how far the feed was seen when the walk began: all of its pages are judged by that. */
export function withSeen(cursor: string, seen: Id): string {
  return `${cursor}~${encodeCursor(seen)}`
}

/** @throws Invalid when it is not a cursor of ours */
export function splitSeen(cursor: string | null): { cursor: string | null; seen: Id | null } {
  const at = cursor?.indexOf('~') ?? -1
  if (cursor === null || at < 0) return { cursor, seen: null }
  return { cursor: cursor.slice(0, at), seen: decodeCursor(cursor.slice(at + 1)) }
}

function decodeIds(cursor: string | null | undefined): Id[] {
  if (cursor === null || cursor === undefined || cursor === '') return []
  const bytes = /^[\w-]+$/.test(cursor) && cursor.length <= maxWalkLength ? Buffer.from(cursor, 'base64url') : null
  if (!bytes || bytes.length === 0 || bytes.length % idBytes !== 0) throw notOurs()
  const ids = Array.from({ length: bytes.length / idBytes }, (_, index) => idFromBytes(bytes, index * idBytes))
  if (!ids.every(isId)) throw notOurs()
  return ids
}

function notOurs(): Invalid {
  return new Invalid('This page does not exist any more.', { cursor: 'errors.cursor' })
}
