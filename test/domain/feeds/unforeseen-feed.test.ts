import { expect, test } from 'vitest'
import { byKey, defineFeed, following } from '#app/domain/feeds/define-feed.ts'
import type { Entry, FeedId, Page, Row } from '#app/domain/feeds/types.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { startWorld } from '#test/support/world.ts'

// A forker's feed, whole: photos by people I follow, newest first, grouped by author and day.
const photos = defineFeed({
  group: 'photos',
  sources: [following('photo')],
  stored: true,
  aggregate: byKey(({ actorId }) => actorId, 'day'),
})

const world = startWorld()
const noon = Date.UTC(2026, 4, 5, 12)
const view = async () => ({
  bumps: true,
  seeActors: async (ids: ReadonlySet<Id>) => ids,
  hydrate: async (entries: readonly Entry[]) => new Map(entries.map(({ objectId }) => [objectId, objectId])),
})

async function photo({ id }: { id: Id }, hours: number): Promise<Id> {
  const time = new Date(noon + hours * 3_600_000)
  const activity = { actorId: id, verb: 'photo', objectId: newId(time), time }
  return (await world.feeds.transaction((_, { publish }) => publish(activity)))[0] ?? ''
}

/** Pages of two rows, each row as the ids of its entries. */
async function walk(owner: { id: Id }): Promise<Id[][][]> {
  const pages: Id[][][] = []
  let cursor: string | null = null
  do {
    const feed: FeedId = `${photos.group}:${owner.id}`
    const page: Page<Row<Id>> = await world.feeds.read({ feed, limit: 2, cursor, view })
    pages.push(page.items.map(({ entries }) => entries.map(({ id }) => id)))
    cursor = page.nextCursor
  } while (cursor)
  return pages
}

test('a feed that nobody foresaw is written ahead, read, grouped and paged', async () => {
  const [me, ana, bo] = [await world.person('me'), await world.person('ana'), await world.person('bo')]
  await world.follow(me, ana, bo)
  const before = [await photo(ana, -24), await photo(bo, -23), await photo(ana, -22)]
  const first = [[before[2], before[0]], [before[1]]]
  expect(await walk(me), 'from the ledger').toEqual([first])
  await world.drain()
  const after = [await photo(ana, 0), await photo(bo, 1), await photo(ana, 2)]
  await world.drain()
  const slice = await world.timelines.read(`${photos.group}:${me.id}`, { limit: 9 })
  expect(slice).toMatchObject({ state: 'warm', ids: [...after.toReversed(), ...before.toReversed()] })
  expect(await walk(me), 'from the timeline').toEqual([[[after[2], after[0]], [after[1]]], first])
})
