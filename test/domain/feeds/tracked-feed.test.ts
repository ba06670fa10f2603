import { expect, test } from 'vitest'
import { homeFeed, userFeed } from '#app/domain/feeds/declarations.ts'
import { addressed, byKey, defineFeed } from '#app/domain/feeds/define-feed.ts'
import { type Entry, type FeedId, limits, type Row } from '#app/domain/feeds/types.ts'
import { Invalid } from '#app/lib/errors.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { secondWiring } from '#test/support/second-wiring.ts'
import { startWorld, type World } from '#test/support/world.ts'

// A forker's feed, whole: who knocked on whose door, a row a door and day, and which of them were seen and opened.
const knocks = defineFeed({
  group: 'knocks',
  sources: [addressed()],
  aggregate: byKey(({ objectId }) => objectId, 'day'),
  track: ['seen', 'read'],
})

// The smallest of the kind: each entry a row, and nothing is said of what was seen.
const letters = defineFeed({ group: 'letters', sources: [addressed()], track: ['read'] })

const world = startWorld()
const noon = Date.UTC(2026, 4, 5, 12)
const view = async () => ({
  bumps: true,
  seeActors: async (ids: ReadonlySet<Id>) => ids,
  hydrate: async (entries: readonly Entry[]) => new Map(entries.map(({ objectId }) => [objectId, objectId])),
})

function house() {
  const feed: FeedId = `${knocks.group}:${newId()}`
  const [front = '', back = '', cellar = ''] = [newId(), newId(), newId()]
  return { feed, front, back, cellar }
}

async function knock(feed: FeedId, objectId: Id, minutes: number, actorId = newId()): Promise<Id> {
  const time = new Date(noon + minutes * 60_000)
  const activity = { actorId, verb: 'knock', objectId, time, to: [feed] }
  return (await world.feeds.transaction((_, { publish }) => publish(activity)))[0] ?? ''
}

/** All rows, page by page of two. */
async function walk(feed: FeedId, { feeds }: Pick<World, 'feeds'> = world): Promise<Row<Id>[]> {
  const rows: Row<Id>[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof feeds.read<Id>>> = await feeds.read({ feed, limit: 2, cursor, view })
    rows.push(...page.items)
    cursor = page.nextCursor
  } while (cursor)
  return rows
}

/** Of each row the door, how many knocked, and what was seen (s) and read (r). */
async function told(feed: FeedId, where?: Pick<World, 'feeds'>) {
  const rows = await walk(feed, where)
  return rows.map(({ items, entries, isSeen, isRead }) => [
    items[0],
    entries.length,
    `${isSeen ? 's' : ''}${isRead ? 'r' : ''}`,
  ])
}

test('a feed that nobody foresaw says over its pages what was seen and what was read', async () => {
  const { feed, front, back, cellar } = house()
  const first = await knock(feed, front, 0)
  await knock(feed, front, 1)
  const second = await knock(feed, back, 2)
  await knock(feed, cellar, 3)
  expect(await told(feed)).toEqual([
    [cellar, 1, ''],
    [back, 1, ''],
    [front, 2, ''],
  ])
  expect(await world.feeds.unseenCount({ feed, view })).toBe(3)

  await world.feeds.markSeen({ feed, upTo: second })
  await world.feeds.markRead({ feed, ids: [second] })
  expect(await told(feed)).toEqual([
    [cellar, 1, ''],
    [back, 1, 'sr'],
    [front, 2, 's'],
  ])
  expect(await world.feeds.unseenCount({ feed, view })).toBe(1)

  // Any entry of a row names it; the row stands higher than that entry.
  await world.feeds.markRead({ feed, ids: [first] })
  expect((await told(feed))[2]).toEqual([front, 2, 's'])
  await world.feeds.markRead({ feed, upTo: second })
  expect(await told(feed)).toEqual([
    [cellar, 1, ''],
    [back, 1, 'sr'],
    [front, 2, 'sr'],
  ])
})

test('what is seen while somebody reads changes nothing further down, and all of it the next time', async () => {
  const { feed, front, back, cellar } = house()
  const ids = [await knock(feed, front, 0), await knock(feed, back, 1), await knock(feed, cellar, 2)]
  await world.feeds.markSeen({ feed, upTo: ids[0] ?? '' })
  const first = await world.feeds.read({ feed, limit: 1, view })
  await world.feeds.markSeen({ feed, upTo: ids[2] ?? '' })
  const rest = await world.feeds.read({ feed, limit: 2, cursor: first.nextCursor, view })
  expect(rest.items.map(({ items, isSeen }) => [items[0], isSeen])).toEqual([
    [back, false],
    [front, true],
  ])
  expect((await walk(feed)).map(({ isSeen }) => isSeen)).toEqual([true, true, true])
})

test('a group that grows after it was read is new again; one that shrinks stays read', async () => {
  const { feed, front, back } = house()
  await knock(feed, front, 0)
  await knock(feed, back, 1)
  const [, row] = await walk(feed)
  await world.feeds.markSeen({ feed, upTo: row?.at ?? '' })
  await world.feeds.markRead({ feed, ids: [row?.at ?? ''] })
  expect((await told(feed))[1]).toEqual([front, 1, 'sr'])

  const again = await knock(feed, front, 2)
  expect((await told(feed))[0]).toEqual([front, 2, ''])
  await world.feeds.markRead({ feed, ids: [again] })
  expect((await told(feed))[0]).toEqual([front, 2, 'r'])
  await world.feeds.transaction((_, { retract }) => retract({ id: again }))
  expect((await told(feed))[1]).toEqual([front, 1, 'sr'])

  // The next day is another row.
  await knock(feed, front, 24 * 60)
  expect(await told(feed)).toEqual([
    [front, 1, ''],
    [back, 1, ''],
    [front, 1, 'sr'],
  ])
})

test('what two devices tell comes to the same in any order, in every process', async () => {
  const other = await secondWiring(world)
  try {
    const { feed, front, back, cellar } = house()
    const ids = [await knock(feed, front, 0), await knock(feed, back, 1), await knock(feed, cellar, 2)]
    const [low = '', middle = '', high = ''] = ids
    await Promise.all([told(feed), told(feed, other)])
    await other.feeds.markSeen({ feed, upTo: high })
    await Promise.all([
      world.feeds.markSeen({ feed, upTo: low }),
      other.feeds.markRead({ feed, ids: [high] }),
      world.feeds.markRead({ feed, upTo: low }),
    ])
    await world.feeds.markSeen({ feed, upTo: middle })
    const expected = [
      [cellar, 1, 'sr'],
      [back, 1, 's'],
      [front, 1, 'sr'],
    ]
    expect(await told(feed)).toEqual(expected)
    expect(await told(feed, other)).toEqual(expected)
  } finally {
    await other.close()
  }
})

test('what the owner did is theirs: seen and read', async () => {
  const { feed, front } = house()
  await knock(feed, front, 0, feed.split(':')[1])
  expect(await told(feed)).toEqual([[front, 1, 'sr']])
  expect(await world.feeds.unseenCount({ feed, view })).toBe(0)
})

test('so many rows are marked as read; what is older than the last of them is read', async () => {
  const feed: FeedId = `${letters.group}:${newId()}`
  const ids = Array.from({ length: limits.maxReadMarks + 5 }, (_, at) => newId(new Date(noon + at)))
  const [sender, objectId] = [newId(), newId()]
  await world.feeds.transaction((_, { publish }) =>
    publish(...ids.map((id) => ({ id, actorId: sender, verb: 'letter', objectId, to: [feed] }))),
  )
  // All but the two oldest, and the newest.
  const opened = ids.slice(2, -1)
  for (let at = 0; at < opened.length; at += limits.maxPage)
    await world.feeds.markRead({ feed, ids: opened.slice(at, at + limits.maxPage) })
  const rows = await walk(feed)
  expect(rows.filter(({ isRead }) => !isRead).map(({ at }) => at)).toEqual([ids.at(-1)])
  expect(rows.some((row) => 'isSeen' in row)).toBe(false)
  expect(await world.db.feedMark.count({ where: { ownerId: feed.split(':')[1] } })).toBe(limits.maxReadMarks + 1)
})

test('nothing is written when nothing moves forward', async () => {
  const { feed, front } = house()
  const id = await knock(feed, front, 0)
  const mark = async () => {
    await world.feeds.markSeen({ feed, upTo: id })
    await world.feeds.markRead({ feed, ids: [id] })
    await world.feeds.markRead({ feed, upTo: id })
    await world.feeds.markRead({ feed, ids: [id] })
  }
  const versions = () =>
    world.db.$queryRaw`SELECT name, xmin::text FROM feed_mark WHERE owner_id = ${feed.split(':')[1]}::uuid`
  await mark()
  const before = await versions()
  await mark()
  expect(await versions()).toEqual(before)
})

test('a feed is tracked only as it is declared, and only if it is somebody’s', async () => {
  const [own, letter]: [FeedId, FeedId] = [userFeed(newId()), `${letters.group}:${newId()}`]
  const upTo = newId()
  for (const refused of [
    world.feeds.markSeen({ feed: own, upTo }),
    world.feeds.markRead({ feed: own, upTo }),
    world.feeds.unseenCount({ feed: own, view }),
    world.feeds.markSeen({ feed: letter, upTo }),
    world.feeds.unseenCount({ feed: letter, view }),
    world.feeds.markSeen({ feed: `${knocks.group}:all`, upTo }),
    world.feeds.read({ feed: `${knocks.group}:all`, limit: 2, view }),
  ])
    await expect(refused).rejects.toThrow(RangeError)
})

test('what is still to come cannot be marked, nor too much at once', async () => {
  const { feed } = house()
  const upTo = newId(new Date(Date.now() + 3_600_000))
  await expect(world.feeds.markSeen({ feed, upTo })).rejects.toThrow(Invalid)
  await expect(world.feeds.markRead({ feed, upTo })).rejects.toThrow(Invalid)
  await expect(world.feeds.markRead({ feed, ids: Array(limits.maxPage + 1).fill(newId()) })).rejects.toThrow(Invalid)
})

test('erasing a person forgets what they saw and read', async () => {
  const { feed, front } = house()
  const id = await knock(feed, front, 0)
  await world.feeds.markSeen({ feed, upTo: id })
  await world.feeds.markRead({ feed, ids: [id] })
  await world.feeds.eraseMarks(feed.split(':')[1] ?? '')
  expect(await told(feed)).toEqual([[front, 1, '']])
})

test('the home feed is counted to a hundred, exactly below that', async () => {
  const [me, ana] = [await world.person('me'), await world.person('ana')]
  await world.follow(me, ana)
  const from = Date.now() - 60_000
  const ids = Array.from({ length: limits.maxPage + 3 }, (_, at) => newId(new Date(from + at)))
  await world.feeds.transaction((_, { publish }) =>
    publish(...ids.map((id) => ({ id, actorId: ana.id, verb: 'post', objectId: id }))),
  )
  const count = () => world.feeds.unseenCount({ feed: homeFeed(me.id), view })
  expect(await count()).toBe(limits.maxPage)
  await world.feeds.markSeen({ feed: homeFeed(me.id), upTo: ids[3] ?? '' })
  expect(await count()).toBe(limits.maxPage - 1)
})
