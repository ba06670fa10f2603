import { Invalid } from '#app/lib/errors.ts'
import { type Id, isId, lowestId, timeOfId } from '#app/lib/id.ts'
import { splitSeen, withSeen } from './cursor.ts'
import { declarationOf, type FeedGroup, type Track, trackedFeedsOf } from './define-feed.ts'
import type { FeedDeps } from './deps.ts'
import { marksFact } from './facts.ts'
import { keyOf } from './group.ts'
import { type FeedMarks, isRowMark, marks } from './marks.ts'
import type { Transaction } from './publish.server.ts'
import type { Query } from './read.server.ts'
import type { FeedShelves } from './shelves.server.ts'
import { type FeedId, limits, type Page, type Row } from './types.ts'

type Deps<Tx> = Pick<FeedDeps<Tx>, 'ledger' | 'cache' | 'now'> & {
  shelves: Pick<FeedShelves, 'marks' | 'entries'>
  transaction: Transaction<Tx>
}

/** Clocks of processes differ by less. */
const maxAheadMs = 60_000

/** What the owner of a feed has seen and read of it. Of a feed that does not track it, each verb throws a RangeError. */
export function createTracking<Tx>({ ledger, cache, now, shelves, transaction }: Deps<Tx>) {
  /** After a `sync`, in the same request. */
  async function marksOf(feed: FeedId): Promise<FeedMarks> {
    if (!isId(declarationOf(feed).owner)) throw new RangeError(`only somebody's own feed is tracked, not ${feed}`)
    return (await shelves.marks.get([feed]))[0] ?? {}
  }

  /** Writes only when something moves forward. */
  async function raise(feed: FeedId, held: FeedMarks, to: FeedMarks): Promise<void> {
    if (!Object.entries(to).some(([name, id]) => id > (held[name] ?? lowest))) return
    await transaction(async (tx, { touch }) => {
      await touch(marksFact(feed))
      await ledger.raiseMarks(tx, feed, to)
    })
  }

  /** The marks of the rows that these entries are in, each at the newest of its entries. */
  async function rowMarks({ aggregate }: FeedGroup, ids: readonly Id[]): Promise<FeedMarks> {
    if (ids.length > limits.maxPage) throw new Invalid(`At most ${limits.maxPage} rows are read at once.`)
    const to: Record<string, Id> = {}
    for (const entry of await shelves.entries.get(ids)) {
      if (!entry) continue
      const name = marks.row(keyOf(entry, aggregate))
      if (entry.id > (to[name] ?? lowest)) to[name] = entry.id
    }
    return to
  }

  function requireNotAhead(id: Id): void {
    if (timeOfId(id) > now().getTime() + maxAheadMs) throw new Invalid('Nobody has seen what is to come.')
  }

  return {
    /**
     * What a read finds, with what each row's place says of seen and read. The marks come with who looks; what is seen
     * while a walk goes on changes nothing on its further pages.
     */
    async track<Item, Found extends Page<Row<Item>>>(
      { feed, view, cursor = null }: Pick<Query<Item>, 'feed' | 'view'> & { cursor?: string | null },
      read: (view: Query<Item>['view'], cursor: string | null) => Promise<Found>,
    ): Promise<Found> {
      const { declaration, owner } = declarationOf(feed)
      if (declaration.track.length === 0) return read(view, cursor)
      const begun = splitSeen(cursor)
      let held: FeedMarks = {}
      const page = await read(async () => {
        const [viewing, found] = await Promise.all([view(), marksOf(feed)])
        held = begun.seen ? { ...found, [marks.seen]: begun.seen } : found
        return viewing
      }, begun.cursor)
      const items = page.items.map((row) => tracked(row, { declaration, owner, held }))
      if (!declaration.track.includes('seen') || page.nextCursor === null) return { ...page, items }
      return { ...page, items, nextCursor: withSeen(page.nextCursor, held[marks.seen] ?? lowest) }
    },

    /** All rows that stand at `upTo` or below were shown. Never moves back. @throws Invalid for an id of the future */
    async markSeen({ feed, upTo }: { feed: FeedId; upTo: Id }): Promise<void> {
      requireTracked(feed, 'seen')
      requireNotAhead(upTo)
      await cache.sync()
      await raise(feed, await marksOf(feed), { [marks.seen]: upTo })
    },

    /**
     * The rows that these entries are in were opened (`ids`, at most `limits.maxPage`), or all that stand at `upTo` or
     * below. What stands higher later is unread again. @throws Invalid for an id of the future, or too many
     */
    async markRead({ feed, ...what }: { feed: FeedId } & ({ ids: readonly Id[] } | { upTo: Id })): Promise<void> {
      const declaration = requireTracked(feed, 'read')
      if ('upTo' in what) requireNotAhead(what.upTo)
      await cache.sync()
      const held = await marksOf(feed)
      const rows = 'ids' in what ? await rowMarks(declaration, what.ids) : {}
      const floor = 'upTo' in what ? what.upTo : floorOf({ ...held, ...rows })
      const above = Object.fromEntries(Object.entries(rows).filter(([, id]) => id > floor))
      await raise(feed, held, { ...above, [marks.read]: floor })
    },

    /** Forgets what somebody has seen and read of any feed: a part of erasing them. */
    async eraseMarks(ownerId: Id): Promise<void> {
      await transaction(async (tx, { touch }) => {
        await touch(...trackedFeedsOf(ownerId).map(marksFact))
        await ledger.eraseMarks(tx, ownerId)
      })
    },
  }
}

/** @throws RangeError */
export function requireTracked(feed: FeedId, what: Track): FeedGroup {
  const { declaration } = declarationOf(feed)
  if (!declaration.track.includes(what)) throw new RangeError(`${declaration.group} does not track what was ${what}`)
  return declaration
}

/** Up to where all rows count as read: as far as the newest row that there is no room for a mark of. */
function floorOf(held: FeedMarks): Id {
  const rows = Object.entries(held).flatMap(([name, id]) => (isRowMark(name) ? [id] : []))
  const dropped = rows.sort().reverse()[limits.maxReadMarks] ?? lowest
  const read = held[marks.read] ?? lowest
  return dropped > read ? dropped : read
}

/** A mark that covers nothing. */
const lowest = lowestId(new Date(0))

type Tracked = { declaration: FeedGroup; owner: string; held: FeedMarks }

/** Field by field: to copy a row by spreading it takes fifty times as long, twenty times a page. */
function tracked<Item>({ at, entries, items }: Row<Item>, { declaration, owner, held }: Tracked): Row<Item> {
  const { track, aggregate } = declaration
  const [newest] = entries
  const isOwn = newest?.actorId === owner
  const isSeen = isOwn || isCovered(at, held[marks.seen])
  if (!track.includes('read')) return { at, entries, items, isSeen }
  const isOpened = newest !== undefined && isCovered(at, held[marks.row(keyOf(newest, aggregate))])
  const isRead = isOwn || isCovered(at, held[marks.read]) || isOpened
  return track.includes('seen') ? { at, entries, items, isSeen, isRead } : { at, entries, items, isRead }
}

const isCovered = (at: Id, mark: Id = lowest) => at <= mark
