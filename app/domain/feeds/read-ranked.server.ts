import { Invalid } from '#app/lib/errors.ts'
import { type Id, timeOfId } from '#app/lib/id.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import type { Span } from './ledger.ts'
import { present, type ReadDeps, type Reading } from './paging.ts'
import { type Candidate, orderOf, type Rank } from './rank.ts'
import { toRows } from './rows.server.ts'
import { limits, type Page, type Row } from './types.ts'

/** A place in an order that was given: its token, how far it was read, and where the feed goes on below it. */
type OrderCursor = Readonly<{ token: string; from: number; below: Id | null }>

type Collect<Item> = (first: Span) => Promise<{ rows: Row<Item>[]; last: Id | null }>

/**
 * The first page of a ranked feed. The newest rows are weighed and guarded, and the order is kept, since a reader pages
 * over the order that was given. What is older follows in the order of time; so does all of it while no order can be kept.
 */
export async function readRanked<Item>(
  deps: ReadDeps,
  reading: Reading<Item>,
  rank: Rank,
  collect: Collect<Item>,
): Promise<Page<Row<Item>>> {
  const { view, limit, declaration } = reading
  const candidates = Math.min(rank.candidates, limits.maxCandidates)
  const { rows, last } = await collect({ before: null, limit: candidates })
  const weighed = rows.slice(0, candidates)
  const features = await view.features?.(weighed)
  const byPlace = new Map(weighed.map((row) => [row.at, row]))
  const now = deps.now()
  const toCandidate = ({ at, entries }: Row<Item>): Candidate => {
    return { at, entries, ageMs: now.getTime() - timeOfId(at), features: features?.get(at) ?? {} }
  }
  const order = orderOf(weighed.map(toCandidate), rank, declaration.guards).map(({ at }) => at)
  const below = rows.length > weighed.length ? (weighed.at(-1)?.at ?? null) : last
  try {
    const token = await deps.timelines.keepOrder(order)
    const items = order.slice(0, limit).flatMap((at) => byPlace.get(at) ?? [])
    return { items, nextCursor: nextOf({ token, from: limit, below }, order.length) }
  } catch (error) {
    deps.log.warn({ err: error, feed: reading.pull.feed }, 'no order can be kept; the feed is in the order of time')
    return present(rows, { last, walk: null, reading, now })
  }
}

/** A further page of an order that was given. @throws Invalid when it is not kept any more */
export async function readOrder<Item>(
  deps: ReadDeps,
  reading: Reading<Item>,
  { token, from, below }: OrderCursor,
): Promise<Page<Row<Item>>> {
  const { limit } = reading
  const order = await deps.timelines.readOrder(token)
  if (!order) throw new Invalid('This page does not exist any more.', { cursor: 'errors.cursor' })
  const items: Row<Item>[] = []
  let at = from
  // Topped up: what may not be seen any more leaves no gap.
  while (items.length < limit && at < order.length) {
    const ids = order.slice(at, at + limit - items.length)
    const entries = (await deps.shelves.entries.get(ids)).filter((entry) => entry !== undefined)
    items.push(...(await toRows(deps, entries, { reading, walk: null, isPlaced: true })))
    at += ids.length
  }
  return { items, nextCursor: nextOf({ token, from: at, below }, order.length) }
}

/** Null for a cursor of another kind: below an order, a feed goes on in the order of time. @throws Invalid */
export function decodeOrder(cursor: string | null | undefined): OrderCursor | null {
  const parts = cursor?.split('.') ?? []
  if (parts.length < 2) return null
  const [token = '', from = '', below = ''] = parts
  if (!/^[\w-]{22}$/.test(token) || !/^\d{1,4}$/.test(from) || parts.length !== 3)
    throw new Invalid('This page does not exist any more.', { cursor: 'errors.cursor' })
  return { token, from: Number(from), below: decodeCursor(below) }
}

function nextOf({ token, from, below }: OrderCursor, length: number): string | null {
  const rest = below ? encodeCursor(below) : ''
  if (from < length) return `${token}.${from}.${rest}`
  return rest === '' ? null : rest
}
