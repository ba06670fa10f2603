import { afterEach, expect, test } from 'vitest'
import { createUncached } from '#app/lib/cache/uncached.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { homeFeed } from './declarations.ts'
import { createFeeds } from './feeds.server.ts'
import { createMemoryLedger } from './ledger.memory.ts'
import { createMemoryTimelines } from './timeline-store.memory.ts'
import type { Entry, NewActivity } from './types.ts'

let passedMs = 0
const feeds = createFeeds({
  ledger: createMemoryLedger(),
  timelines: createMemoryTimelines(),
  queue: { add: async () => undefined, addMany: async () => undefined },
  cache: createUncached(),
  log: { warn: () => undefined },
  now: () => new Date(Date.now() + passedMs),
})

afterEach(() => {
  passedMs = 0
})

const publish = async (...activities: NewActivity[]) => feeds.transaction((_, { publish }) => publish(...activities))
const sawEverything = (bumps: boolean, hidden: readonly Id[] = []) => ({
  bumps,
  seeActors: async (ids: ReadonlySet<Id>) => new Set([...ids].filter((id) => !hidden.includes(id))),
  hydrate: async (entries: readonly Entry[]) => new Map(entries.map(({ objectId }) => [objectId, objectId])),
})

/** Somebody who follows an author of so many posts, oldest first, and two others. All of it is a minute old. */
async function home(posts: number) {
  const [me, author, ana, bo] = [newId(), newId(), newId(), newId()]
  for (const followeeId of [author, ana, bo]) await feeds.follow({ followerId: me, followeeId })
  const from = Date.now() - 60_000
  const ids = Array.from({ length: posts }, (_, index) => newId(new Date(from + index)))
  await publish(...ids.map((id) => ({ id, actorId: author, verb: 'post', objectId: id })))
  let reposts = 0
  const repost = async (actorId: Id, objectId: Id | undefined, at = from + 1_000 * ++reposts) => {
    const id = newId(new Date(at))
    await publish({ id, actorId, verb: 'repost', objectId: objectId ?? '' })
    return id
  }
  const read = (options: { bumps?: boolean; hidden?: Id[]; cursor?: string | null; limit?: number } = {}) => {
    const { bumps = true, hidden, ...place } = options
    return feeds.read({ feed: homeFeed(me), limit: 3, ...place, view: async () => sawEverything(bumps, hidden) })
  }
  const objects = async (options: Parameters<typeof read>[0] = {}) => {
    const walked: Id[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof read>> = await read({ ...options, cursor })
      walked.push(...page.items.flatMap(({ items }) => items))
      cursor = page.nextCursor
    } while (cursor)
    return walked
  }
  return { me, author, ana, bo, ids, repost, read, objects }
}

test('a post that was handed on is one row, with those who did, where the newest of them put it', async () => {
  const { ana, bo, author, ids, repost, read, objects } = await home(5)
  await repost(ana, ids[1])
  await repost(bo, ids[1])
  await repost(bo, ids[3])
  for (const limit of [1, 3]) expect(await objects({ limit })).toEqual([ids[3], ids[1], ids[4], ids[2], ids[0]])
  const { items } = await read()
  expect(items[1]?.entries.map(({ actorId }) => actorId)).toEqual([bo, ana, author])
})

test('for who does not want rows moved, where it was first put', async () => {
  const { ana, bo, ids, repost, objects } = await home(5)
  await repost(ana, ids[1])
  await repost(bo, ids[3])
  expect(await objects({ bumps: false })).toEqual(ids.toReversed())
})

test('whose doings are hidden moves nothing', async () => {
  const { ana, bo, ids, repost, read, objects } = await home(5)
  await repost(bo, ids[1])
  await repost(ana, ids[1])
  expect(await objects({ hidden: [ana, bo] })).toEqual(ids.toReversed())
  const [top] = (await read({ hidden: [ana] })).items
  expect(top?.entries.map(({ actorId }) => actorId)).not.toContain(ana)
})

test('what is handed on during a walk is met once, where it was', async () => {
  const { ana, bo, ids, repost, read } = await home(9)
  const young = await repost(bo, ids[5], Date.now() - 1_000)
  const first = await read()
  expect(first.items.map(({ at }) => at)).toEqual([young, ids[8], ids[7]])
  await repost(ana, ids[2], Date.now())
  // Made before the walk began, there only now.
  await repost(bo, ids[1], Date.now() - 2_000)
  const walked = [...first.items]
  let { nextCursor } = first
  while (nextCursor) {
    const page = await read({ cursor: nextCursor })
    walked.push(...page.items)
    nextCursor = page.nextCursor
  }
  expect(walked.flatMap(({ items }) => items)).toEqual([
    ids[5],
    ids[8],
    ids[7],
    ids[6],
    ids[4],
    ids[3],
    ids[2],
    ids[1],
    ids[0],
  ])
})

test('until a repost is delivered the post stays where it was, and in a walk that began before', async () => {
  const { me, bo, ids, repost, objects, read } = await home(6)
  // Their followers have them.
  await feeds.duties.rebuild({ feed: homeFeed(me) })
  for (const activityId of ids) await feeds.duties.fanOut({ activityId })
  const late = await repost(bo, ids[0], Date.now())
  expect(await objects()).toEqual(ids.toReversed())
  passedMs += 60_000
  const { nextCursor } = await read()
  await feeds.duties.fanOut({ activityId: late })
  const walked = await read({ cursor: nextCursor })
  expect(walked.items.map(({ at }) => at)).toEqual([ids[2], ids[1], ids[0]])
  expect(await objects()).toEqual([ids[0], ...ids.slice(1).toReversed()])
})

test('a walk that goes on remembers what it met lately, on each of its pages', async () => {
  const { bo, ids, repost, read } = await home(8)
  for (const [index, id] of ids.slice(0, 5).entries()) await repost(bo, id, Date.now() - 3_000 + index)
  const walked: Id[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof read>> = await read({ cursor, limit: 2 })
    walked.push(...page.items.flatMap(({ items }) => items))
    cursor = page.nextCursor
  } while (cursor)
  expect(walked.toSorted()).toEqual(ids.toSorted())
})

test('a follow with a copy limit shows the newest so many, and what comes', async () => {
  const { author, ids } = await home(5)
  const other = newId()
  await feeds.follow({ followerId: other, followeeId: author, copyLimit: 2 })
  const read = () => feeds.read({ feed: homeFeed(other), limit: 9, view: async () => sawEverything(true) })
  expect((await read()).items.map(({ at }) => at)).toEqual([ids[4], ids[3]])
  const [fresh] = await publish({ actorId: author, verb: 'post', objectId: newId() })
  await feeds.unfollow({ followerId: other, followeeId: author, keepHistory: true })
  await publish({ actorId: author, verb: 'post', objectId: newId(), time: new Date(Date.now() + 1_000) })
  expect((await read()).items.map(({ at }) => at)).toEqual([fresh, ids[4], ids[3]])
})

test('a page above a cursor, and one around an entry', async () => {
  const { me, ids } = await home(9)
  const query = { feed: homeFeed(me), view: async () => sawEverything(true) }
  const first = await feeds.readAround({ ...query, around: ids[4] ?? '', limit: 5 })
  expect(first.items.map(({ at }) => at)).toEqual([ids[6], ids[5], ids[4], ids[3], ids[2]])
  const above = await feeds.readAbove({ ...query, after: first.prevCursor ?? '', limit: 5 })
  expect(above.items.map(({ at }) => at)).toEqual([ids[8], ids[7]])
  const below = await feeds.read({ ...query, cursor: first.nextCursor, limit: 5 })
  expect(below).toMatchObject({ nextCursor: null, items: [{ at: ids[1] }, { at: ids[0] }] })
  expect((await feeds.readAbove({ ...query, after: above.prevCursor ?? '', limit: 5 })).items).toEqual([])
})

test('around an entry, what moved up within the page is there once', async () => {
  const { me, bo, ids, repost, read } = await home(5)
  const at = await repost(bo, ids[1])
  await read()
  const view = async () => sawEverything(true)
  const { items, nextCursor } = await feeds.readAround({ feed: homeFeed(me), around: ids[3] ?? '', limit: 6, view })
  expect(items.map((row) => row.at)).toEqual([at, ids[4], ids[3], ids[2], ids[0]])
  expect(nextCursor).toBeNull()
})

test('a filter narrows what a row is made of', async () => {
  const { me, ana, ids, repost } = await home(3)
  const at = await repost(ana, ids[0])
  const rows = async (verbs: string[]) => {
    const view = async () => sawEverything(true)
    return (await feeds.read({ feed: homeFeed(me), limit: 9, filter: { verbs }, view })).items
  }
  expect((await rows(['repost'])).map((row) => row.at)).toEqual([at])
  expect((await rows(['post'])).map((row) => row.at)).toEqual(ids.toReversed())
})
