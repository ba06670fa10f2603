import { expect, test } from 'vitest'
import { byObject, defineFeed, following } from '#app/domain/feeds/define-feed.ts'
import { apart } from '#app/domain/feeds/rank.ts'
import type { Entry, FeedId, Row } from '#app/domain/feeds/types.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { startWorld } from '#test/support/world.ts'

defineFeed({
  group: 'best',
  sources: [following('tip')],
  stored: true,
  aggregate: byObject(),
  rank: { candidates: 6, score: ({ features }) => features.likes ?? 0 },
  guards: [apart(({ entries }) => entries[0]?.actorId ?? '', 2)],
})
const world = startWorld()

/** Somebody who follows an author of ten tips; the n-th, from 0, has n likes, or 100 - n where n is odd. */
async function tips() {
  const [me, author] = [await world.person('me'), await world.person('author')]
  await world.follow(me, author)
  const from = Date.now() - 60_000
  const ids = Array.from({ length: 10 }, (_, index) => newId(new Date(from + index)))
  const likes = (id: Id) => (ids.indexOf(id) % 2 === 0 ? ids.indexOf(id) : 100 - ids.indexOf(id))
  await world.feeds.transaction((_, { publish }) =>
    publish(...ids.map((id) => ({ id, actorId: author.id, verb: 'tip', objectId: id }))),
  )
  const feed: FeedId = `best:${me.id}`
  const hidden = new Set<Id>()
  const view = async () => ({
    bumps: true,
    seeActors: async (actors: ReadonlySet<Id>) => actors,
    hydrate: async (entries: readonly Entry[]) =>
      new Map(entries.filter(({ id }) => !hidden.has(id)).map(({ objectId }) => [objectId, objectId])),
    features: async (rows: readonly Row<Id>[]) => new Map(rows.map(({ at }) => [at, { likes: likes(at) }])),
  })
  const read = async (cursor?: string | null) => {
    const page = await world.feeds.read({ feed, limit: 3, cursor, view })
    return { shown: page.items.map(({ at }) => ids.indexOf(at)), nextCursor: page.nextCursor }
  }
  return { author, ids, hidden, read }
}

test('the newest rows stand by their score, the older ones by their time', async () => {
  const { read } = await tips()
  const first = await read()
  const second = await read(first.nextCursor)
  const third = await read(second.nextCursor)
  const fourth = await read(third.nextCursor)
  expect([first, second, third, fourth].map(({ shown }) => shown)).toEqual([[5, 7, 9], [8, 6, 4], [3, 2, 1], [0]])
  expect(fourth.nextCursor).toBeNull()
})

test('a reader pages over the order that was given, less what may not be seen any more, while others write', async () => {
  const { read, ids, hidden, author } = await tips()
  const first = await read()
  const id = newId()
  await world.feeds.transaction((_, { publish }) => publish({ id, actorId: author.id, verb: 'tip', objectId: id }))
  hidden.add(ids[6] ?? '')
  const second = await read(first.nextCursor)
  expect(second.shown).toEqual([8, 4, 3])
  expect((await read(second.nextCursor)).shown).toEqual([2, 1, 0])
})

test('without Redis a ranked feed is in the order of time', async () => {
  const { read } = await tips()
  const keepOrder = world.timelines.keepOrder
  world.timelines.keepOrder = () => Promise.reject(new Error('away'))
  try {
    expect((await read()).shown).toEqual([9, 8, 7])
  } finally {
    world.timelines.keepOrder = keepOrder
  }
})

test('an order that is not kept any more, and one that never was, are refused', async () => {
  const { read } = await tips()
  const { nextCursor } = await read()
  await world.redis.flushdb()
  await expect(read(nextCursor)).rejects.toMatchObject({ name: 'Invalid' })
  await expect(read('x.1.')).rejects.toMatchObject({ name: 'Invalid' })
})
