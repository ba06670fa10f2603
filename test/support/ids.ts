import type { FeedId } from '#app/domain/feeds/types.ts'
import { derivedId, type Id, newId } from '#app/lib/id.ts'

const start = Date.UTC(2026, 0, 1)

/** The id of moment `n`: the same `n` gives the same id, and ids order as their numbers do. */
export function idAt(n: number): Id {
  return derivedId(new Date(start + n), new Uint8Array(10).fill(7))
}

/** The ids of the moments `from` down to `to`: newest first. */
export function idsDown(from: number, to: number): Id[] {
  return Array.from({ length: from - to + 1 }, (_, index) => idAt(from - index))
}

/** A home feed that no other test uses. */
export function someFeed(): FeedId {
  return `home:${newId()}`
}
