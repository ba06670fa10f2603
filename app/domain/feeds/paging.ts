import type { Id } from '#app/lib/id.ts'
import type { Belongs } from './belonging.server.ts'
import { encodeCursor, encodeWalk, type Walk, walkOn } from './cursor.ts'
import type { FeedGroup } from './define-feed.ts'
import type { FeedDeps } from './deps.ts'
import type { Pull } from './ledger.ts'
import type { RowDeps } from './rows.server.ts'
import type { openSkeleton, SkeletonDeps } from './skeleton.server.ts'
import type { Page, Row, TwoWayPage, Viewing } from './types.ts'

export type ReadDeps = SkeletonDeps &
  RowDeps &
  Pick<FeedDeps<never>, 'cache' | 'now' | 'onStage'> & {
    ledger: Pick<FeedDeps<never>['ledger'], 'findMembers'>
    settledAt: () => Promise<Date>
  }

/** A read under way. */
export type Reading<Item> = Readonly<{
  skeleton: ReturnType<typeof openSkeleton>
  declaration: FeedGroup
  pull: Pull
  belongs: Belongs
  view: Viewing<Item>
  /** It is all by one person, whose doings the viewer is not shown: there is nothing to look through. */
  isHidden: boolean
  limit: number
}>

/** `now`: when the walk began that this is the first page of, or before something older that was not delivered then. */
type Presenting<Item> = { last: Id | null; walk: Walk | null; reading: Reading<Item>; now: Date }

/** `rows` are one more than a page when there is a next one for certain; else `last` says where to look on. */
export function present<Item>(rows: readonly Row<Item>[], presenting: Presenting<Item>): Page<Row<Item>> {
  const { last, reading } = presenting
  const items = rows.length > reading.limit ? rows.slice(0, reading.limit) : rows
  const at = rows.length > reading.limit ? items.at(-1)?.at : last
  return { items, nextCursor: at ? cursorAt(at, { ...presenting, shown: items }) : null }
}

/** Where rows may move up, the cursor remembers what the walk has met. */
export function cursorAt<Item>(
  at: Id,
  { walk, shown, reading, now }: Omit<Presenting<Item>, 'last'> & { shown: readonly Row<Item>[] },
): string {
  const { aggregate } = reading.declaration
  if (!aggregate || (aggregate.kind === 'object' && !reading.view.bumps)) return encodeCursor(at)
  const moved = shown.filter(({ entries }) => entries.length > 1 || aggregate.kind === 'stretch')
  return encodeWalk(walkOn(walk, { at, shown: moved.map((row) => row.at), now }))
}

export function twoWay<Item>(page: Page<Row<Item>>): TwoWayPage<Row<Item>> {
  const [top] = page.items
  return { ...page, prevCursor: top ? encodeCursor(top.at) : null }
}
