import { expect, test } from 'vitest'
import { createUncached } from '#app/lib/cache/uncached.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { encodeCursor } from './cursor.ts'
import { homeFeed, tagFeed } from './declarations.ts'
import { createFeeds } from './feeds.server.ts'
import { createMemoryLedger } from './ledger.memory.ts'
import { createMemoryTimelines } from './timeline-store.memory.ts'
import { type Entry, limits, type NewActivity } from './types.ts'

const ledger = createMemoryLedger()
let asked = 0
const feeds = createFeeds({
  ledger: {
    ...ledger,
    pull(feed, at) {
      asked += at.limit
      return ledger.pull(feed, at)
    },
  },
  timelines: createMemoryTimelines(),
  queue: { add: async () => undefined, addMany: async () => undefined },
  cache: createUncached(),
  log: { warn: () => undefined },
  now: () => new Date(),
})

/** Somebody with so many posts; newest first. */
async function author(posts: number, about: Partial<NewActivity> = {}): Promise<{ authorId: Id; ids: Id[] }> {
  const authorId = newId()
  const ids = Array.from({ length: posts }, (_, index) => newId(new Date(Date.now() - posts + index)))
  await feeds.transaction((_, { publish }) =>
    publish(...ids.map((id) => ({ id, actorId: authorId, verb: 'post', objectId: id, ...about }))),
  )
  return { authorId, ids: ids.reverse() }
}

/** A reader who may see only these, and keeps how many entries were asked for. */
function only(allowed: readonly Id[]) {
  const asked: number[] = []
  const hydrate = async (entries: readonly Entry[]) => {
    asked.push(entries.length)
    return new Map(entries.filter(({ id }) => allowed.includes(id)).map(({ id }) => [id, id]))
  }
  const view = async () => ({ bumps: true, seeActors: async (actors: ReadonlySet<Id>) => actors, hydrate })
  return { view, asked }
}

/** The objects of a page. */
async function read(query: Parameters<typeof feeds.read<Id>>[0]) {
  const { items, nextCursor } = await feeds.read(query)
  return { items: items.flatMap((row) => row.items), nextCursor }
}

test('a page is filled however many entries in front of it may not be seen, up to the limit of a scan', async () => {
  const { authorId, ids } = await author(limits.maxScan)
  const { view, asked } = only(ids.slice(-10))
  const page = await read({ feed: homeFeed(authorId), limit: 5, view })
  expect(page.items).toEqual(ids.slice(-10, -5))
  expect(asked.length).toBeLessThan(30)
})

test('past that limit the page is given out as it is, with the way on', async () => {
  const { authorId, ids } = await author(limits.maxScan + 500)
  const { view } = only(ids.slice(-1))
  const feed = homeFeed(authorId)
  const first = await read({ feed, limit: 5, view })
  expect(first.items).toEqual([])
  expect(await read({ feed, limit: 5, view, cursor: first.nextCursor })).toEqual({
    items: ids.slice(-1),
    nextCursor: null,
  })
})

/** The objects of all pages, and how many pages there were. */
async function walk(query: Parameters<typeof feeds.read<Id>>[0]) {
  const walked: Id[] = []
  let [pages, cursor]: [number, string | null] = [0, null]
  do {
    const page = await read({ ...query, cursor })
    walked.push(...page.items)
    pages += 1
    cursor = page.nextCursor
  } while (cursor)
  return { walked, pages }
}

test('read upwards, too, and what is not shown there does not stop it', async () => {
  const { authorId, ids } = await author(2 * limits.maxScan + 500)
  const { view } = only(ids.slice(0, 1))
  const query = { feed: homeFeed(authorId), limit: 5, view }
  let [after, pages]: [string, number] = [encodeCursor(ids.at(-1) ?? ''), 0]
  let found: readonly Id[] = []
  while (found.length === 0 && pages < 9) {
    const page = await feeds.readAbove({ ...query, after })
    found = page.items.flatMap(({ items }) => items)
    after = page.prevCursor ?? ''
    pages += 1
  }
  expect([found, pages]).toEqual([ids.slice(0, 1), 3])
})

test('a filter that fits little looks through as much as one scan may, and the walk finds all that it fits', async () => {
  const tag = tagFeed('often')
  const { ids } = await author(2 * limits.maxScan, { to: [tag] })
  const old = newId(new Date(1))
  await feeds.transaction((_, { publish }) =>
    publish({ id: old, actorId: newId(), verb: 'repost', objectId: old, to: [tag, tagFeed('seldom')] }),
  )
  const { view } = only([...ids, old])
  const query = { feed: tag, limit: 5, view, filter: { verbs: ['repost'] } }
  asked = 0
  expect((await read(query)).items).toEqual([])
  expect(asked).toBeLessThan(limits.maxScan + limits.timelineLength)
  expect(await walk(query)).toEqual({ walked: [old], pages: 2 })
  const narrowed = { ...query, filter: { addressedTo: [tagFeed('seldom')] } }
  expect(await walk(narrowed)).toEqual({ walked: [old], pages: 2 })
})

test('a page that ends with the feed has no next one', async () => {
  const { authorId, ids } = await author(6)
  const { view } = only(ids)
  const feed = homeFeed(authorId)
  const first = await read({ feed, limit: 3, view })
  expect(first.items).toEqual(ids.slice(0, 3))
  expect(await read({ feed, limit: 3, view, cursor: first.nextCursor })).toEqual({
    items: ids.slice(3),
    nextCursor: null,
  })
})

test('what is behind the last page that fills is not promised when nobody may see it', async () => {
  const { authorId, ids } = await author(10)
  const page = await read({ feed: homeFeed(authorId), limit: 3, view: only(ids.slice(0, 3)).view })
  expect(page).toEqual({ items: ids.slice(0, 3), nextCursor: null })
})

test('an empty feed is one empty page', async () => {
  expect(await read({ feed: homeFeed(newId()), limit: 5, view: only([]).view })).toEqual({
    items: [],
    nextCursor: null,
  })
})

test('a feed that nobody declared is refused', async () => {
  await expect(read({ feed: 'nothing:here', limit: 5, view: only([]).view })).rejects.toThrow(RangeError)
})
