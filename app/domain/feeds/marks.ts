import type { Id } from '#app/lib/id.ts'
import type { FeedId } from './types.ts'

/** How far a feed was looked at: ids by the name of the mark. What is at a mark's id or below it is covered. */
export type FeedMarks = Readonly<Record<string, Id>>

/** All rows were seen; all rows were read; one row was read. */
export const marks = { seen: 'seen', read: 'read', row: (key: string) => `${rowPrefix}${key}` } as const
const rowPrefix = 'row '

export const isRowMark = (name: string) => name.startsWith(rowPrefix)

/** The ledger's part about what was seen and read of feeds. Marks only move forward, so they may come in any order. */
export interface Marks<Tx> {
  /** The marks of these feeds; feeds without any are absent. One query. */
  findMarks(feeds: readonly string[]): Promise<Map<string, FeedMarks>>
  /** Moves marks forward: of each the greatest id stays. Marks of rows that `read` covers are dropped; whoever sets any
   * sets `read` as well. Idempotent. */
  raiseMarks(tx: Tx, feed: FeedId, to: FeedMarks): Promise<void>
  /** Drops all marks of all feeds of an owner. Idempotent. */
  eraseMarks(tx: Tx, ownerId: Id): Promise<void>
}
