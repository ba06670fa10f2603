import { describe, expect, test } from 'vitest'
import type { TimelineSlice, TimelineStore } from '#app/domain/feeds/timeline-store.ts'
import { type FeedId, limits } from '#app/domain/feeds/types.ts'
import { derivedId, type Id } from '#app/lib/id.ts'
import { idAt, idsDown, someFeed } from '#test/support/ids.ts'

const { timelineLength, timelineSlack } = limits
const most = timelineLength + timelineSlack

/** What every timeline store does, whatever it stands on. */
export function describeTimelineStore(name: string, storeOf: () => TimelineStore): void {
  async function warm(ids: readonly Id[], feed: FeedId = someFeed()): Promise<FeedId> {
    const store = storeOf()
    await store.fill(feed, await store.open(feed), ids)
    return feed
  }
  async function all(feed: FeedId): Promise<readonly Id[] | 'cold'> {
    const slice = await storeOf().read(feed, { before: null, limit: 1000 })
    return slice.state === 'cold' ? 'cold' : slice.ids
  }
  async function pushAll(feed: FeedId, ids: readonly Id[]): Promise<void> {
    for (const id of ids) await storeOf().push(id, [feed])
  }

  describe(name, () => {
    test('a timeline that nobody built is cold, and a push does not make one', async () => {
      const feed = someFeed()
      await storeOf().push(idAt(1), [feed])
      expect(await storeOf().read(feed, { before: null, limit: 10 })).toEqual({ state: 'cold' })
    })

    test('new ids go on top', async () => {
      const feed = await warm([idAt(1)])
      await pushAll(feed, [idAt(2), idAt(3)])
      expect(await all(feed)).toEqual(idsDown(3, 1))
    })

    test('an id that comes late is put in its place', async () => {
      const feed = await warm([idAt(0)])
      await pushAll(feed, [idAt(3), idAt(1), idAt(2)])
      expect(await all(feed)).toEqual(idsDown(3, 0))
    })

    test('an id is held once, pushed as the newest, in the middle or at the floor', async () => {
      const feed = await warm(idsDown(3, 1))
      await pushAll(feed, [idAt(3), idAt(2), idAt(1), idAt(2), idAt(3)])
      expect(await all(feed)).toEqual(idsDown(3, 1))
    })

    test('an id older than all is left out: Postgres goes on there', async () => {
      const feed = await warm(idsDown(5, 3))
      await pushAll(feed, [idAt(2), idAt(1)])
      expect(await all(feed)).toEqual(idsDown(5, 3))
    })

    // Every byte decides once; a comparison by the server's locale, or one that ends at a zero byte, fails here.
    test('ids are ordered by their bytes, each of them', async () => {
      const time = new Date(Date.UTC(2026, 0, 1))
      const bytes = [0x00, 0x01, 0x41, 0x5f, 0x61, 0x7f, 0x80, 0xc3, 0xff]
      const ids = Array.from({ length: 10 }, (_, at) => bytes.map((byte) => derivedId(time, digest(at, byte)))).flat()
      const times = bytes.map((byte) => idAt(byte * 0x1_00_01))
      const unique = [...new Set([...ids, ...times])].sort()
      const floor = derivedId(new Date(0), new Uint8Array(10))
      const feed = await warm([floor])
      await pushAll(feed, shuffled(unique))
      expect(await all(feed)).toEqual([floor, ...unique].sort().reverse())
    })

    test('it is trimmed only past its slack, and then to its length', async () => {
      const feed = await warm([idAt(1)])
      await pushAll(feed, idsDown(most, 2).reverse())
      expect(await all(feed)).toEqual(idsDown(most, 1))
      await pushAll(feed, [idAt(most + 1)])
      expect(await all(feed)).toEqual(idsDown(most + 1, most + 2 - timelineLength))
    })

    test('an id that comes late trims too', async () => {
      const feed = await warm([idAt(1)])
      await pushAll(
        feed,
        idsDown(most + 1, 2)
          .reverse()
          .filter((id) => id !== idAt(100)),
      )
      await pushAll(feed, [idAt(100)])
      expect(await all(feed)).toEqual(idsDown(most + 1, most + 2 - timelineLength))
    })

    test('one push reaches many timelines, and makes none', async () => {
      const feeds = Array.from({ length: 701 }, someFeed)
      const cold = feeds.filter((_, index) => index % 7 === 0)
      const known = feeds.filter((_, index) => index % 7 !== 0)
      await Promise.all(known.map((feed) => warm([idAt(1)], feed)))
      await storeOf().push(idAt(2), feeds)
      expect(await Promise.all(known.map(all))).toEqual(known.map(() => idsDown(2, 1)))
      expect(await Promise.all(cold.map(all))).toEqual(cold.map(() => 'cold'))
    })

    test('nothing for nobody does nothing', async () => {
      const feed = await warm([idAt(1)])
      await storeOf().push(idAt(2), [])
      await storeOf().remove([], [feed])
      await storeOf().remove([idAt(1)], [])
      await storeOf().drop([])
      expect(await all(feed)).toEqual([idAt(1)])
    })

    test('what is removed is gone, from the top, the middle and the floor, and only that', async () => {
      const [feed, other] = [await warm(idsDown(6, 1)), await warm(idsDown(6, 1))]
      await storeOf().remove([idAt(6), idAt(3), idAt(1), idAt(9)], [feed])
      await storeOf().remove([idAt(3)], [feed])
      expect(await all(feed)).toEqual([idAt(5), idAt(4), idAt(2)])
      expect(await all(other)).toEqual(idsDown(6, 1))
      await pushAll(feed, [idAt(3)])
      expect(await all(feed)).toEqual(idsDown(5, 2))
    })

    test('one removal reaches many timelines, and makes none', async () => {
      const feeds = Array.from({ length: 501 }, someFeed)
      const known = feeds.filter((_, index) => index % 3 !== 0)
      await Promise.all(known.map((feed) => warm(idsDown(2, 1), feed)))
      await storeOf().remove([idAt(2)], feeds)
      const expected = feeds.map((_, index) => (index % 3 === 0 ? 'cold' : [idAt(1)]))
      expect(await Promise.all(feeds.map(all))).toEqual(expected)
    })

    test('a timeline without its last id is none', async () => {
      const feed = await warm([idAt(1)])
      await storeOf().remove([idAt(1)], [feed])
      await storeOf().push(idAt(2), [feed])
      expect(await all(feed)).toBe('cold')
    })

    test('what is removed does not come back by a build that began before', async () => {
      const store = storeOf()
      const feed = someFeed()
      const token = await store.open(feed)
      await pushAll(feed, [idAt(2)])
      await store.remove([idAt(2)], [feed])
      expect(await store.fill(feed, token, idsDown(3, 1))).toBe(false)
      expect(await all(feed)).toBe('cold')
      expect(await all(await warm([idAt(3), idAt(1)], feed))).toEqual([idAt(3), idAt(1)])
    })

    test('a page begins below `before`, held or not', async () => {
      const feed = await warm([idAt(9), idAt(7), idAt(5), idAt(3)])
      const below = (before: Id | null, limit = 2) => storeOf().read(feed, { before, limit })
      expect(await below(null)).toEqual(slice([9, 7], { atTop: true }))
      expect(await below(idAt(7))).toEqual(slice([5, 3], { atFloor: true }))
      expect(await below(idAt(8))).toEqual(slice([7, 5]))
      expect(await below(idAt(100))).toEqual(slice([9, 7], { atTop: true }))
      expect(await below(idAt(3))).toEqual(slice([], { atFloor: true }))
      expect(await below(idAt(1))).toEqual(slice([], { atFloor: true }))
      expect(await storeOf().read(feed, { limit: 4 })).toEqual(slice([9, 7, 5, 3], { atTop: true, atFloor: true }))
    })

    test('a page begins above `after`, held or not, oldest first', async () => {
      const feed = await warm([idAt(9), idAt(7), idAt(5), idAt(3)])
      const above = (after: Id, limit = 2) => storeOf().read(feed, { after, limit })
      expect(await above(idAt(3))).toEqual(slice([5, 7]))
      expect(await above(idAt(4))).toEqual(slice([5, 7]))
      expect(await above(idAt(5))).toEqual(slice([7, 9], { atTop: true }))
      expect(await above(idAt(7))).toEqual(slice([9], { atTop: true }))
      expect(await above(idAt(9))).toEqual(slice([], { atTop: true }))
      expect(await above(idAt(100))).toEqual(slice([], { atTop: true }))
      expect(await above(idAt(3), 100)).toEqual(slice([5, 7, 9], { atTop: true }))
    })

    test('from below its floor it does not tell what is next above: Postgres may hold something between', async () => {
      const feed = await warm([idAt(9), idAt(7)])
      expect(await storeOf().read(feed, { after: idAt(6), limit: 5 })).toEqual(slice([], { atFloor: true }))
    })

    test('the floor is told exactly', async () => {
      const feed = await warm(idsDown(5, 1))
      const floors = await Promise.all([4, 5, 6].map((limit) => storeOf().read(feed, { before: null, limit })))
      expect(floors.map((slice) => slice.state === 'warm' && slice.atFloor)).toEqual([false, true, true])
    })

    test('while it is built it is cold, and what is pushed meanwhile is kept', async () => {
      const store = storeOf()
      const feed = someFeed()
      const token = await store.open(feed)
      await pushAll(feed, [idAt(6), idAt(4), idAt(1)])
      expect(await all(feed)).toBe('cold')
      expect(await store.fill(feed, token, [idAt(5), idAt(4), idAt(3)])).toBe(true)
      expect(await all(feed)).toEqual([idAt(6), idAt(5), idAt(4), idAt(3), idAt(1)])
    })

    test('a build takes the newest ids of both, up to the length', async () => {
      const store = storeOf()
      const feed = someFeed()
      const token = await store.open(feed)
      await pushAll(feed, [idAt(timelineLength + 10), idAt(5)])
      await store.fill(feed, token, idsDown(timelineLength, 1))
      expect(await all(feed)).toEqual([idAt(timelineLength + 10), ...idsDown(timelineLength, 2)])
    })

    test('however much is pushed into a build, it stays one, and its end is trimmed', async () => {
      const store = storeOf()
      const feed = someFeed()
      const token = await store.open(feed)
      await pushAll(feed, idsDown(most + 50, 1).reverse())
      expect(await all(feed)).toBe('cold')
      expect(await store.fill(feed, token, [])).toBe(true)
      expect(await all(feed)).toEqual(idsDown(most + 50, most + 51 - timelineLength))
    })

    test('a drop makes the token void', async () => {
      const store = storeOf()
      const feed = someFeed()
      const token = await store.open(feed)
      await store.drop([feed])
      expect(await store.fill(feed, token, [idAt(1)])).toBe(false)
      expect(await all(feed)).toBe('cold')
    })

    test('a second build makes the first one void', async () => {
      const store = storeOf()
      const feed = someFeed()
      const first = await store.open(feed)
      const second = await store.open(feed)
      expect(await store.fill(feed, first, [idAt(1)])).toBe(false)
      expect(await all(feed)).toBe('cold')
      expect(await store.fill(feed, second, [idAt(2)])).toBe(true)
      expect(await store.fill(feed, second, [idAt(3)])).toBe(false)
      expect(await all(feed)).toEqual([idAt(2)])
    })

    test('a new build begins with nothing of what was there', async () => {
      const feed = await warm(idsDown(3, 1))
      await warm([idAt(9)], feed)
      expect(await all(feed)).toEqual([idAt(9)])
    })

    test('what is dropped is cold, and only that', async () => {
      const [dropped, kept] = [await warm([idAt(1)]), await warm([idAt(1)])]
      await storeOf().drop([dropped])
      await storeOf().push(idAt(2), [dropped, kept])
      expect([await all(dropped), await all(kept)]).toEqual(['cold', idsDown(2, 1)])
    })

    test('pushes at once end in order, each once', async () => {
      const feed = await warm([idAt(0)])
      const ids = idsDown(200, 1)
      await Promise.all(shuffled([...ids, ...ids]).map((id) => storeOf().push(id, [feed])))
      expect(await all(feed)).toEqual([...ids, idAt(0)])
    })

    test('an order that was given is kept as it is, under a name of its own', async () => {
      const ids = [idAt(3), idAt(1), idAt(2)]
      const [one, other] = [await storeOf().keepOrder(ids), await storeOf().keepOrder([])]
      expect(await storeOf().readOrder(one)).toEqual(ids)
      expect(other).not.toBe(one)
      expect(await storeOf().readOrder('nobody-kept-this-order')).toBeNull()
    })
  })
}

function slice(moments: number[], { atFloor = false, atTop = false } = {}): TimelineSlice {
  return { state: 'warm', ids: moments.map(idAt), atFloor, atTop }
}

/** Ten bytes, all 0x20 but the one at `at`. */
function digest(at: number, byte: number): Uint8Array {
  const bytes = new Uint8Array(10).fill(0x20)
  bytes[at] = byte
  return bytes
}

/** The same wrong order every time. */
function shuffled<Item>(list: readonly Item[]): Item[] {
  const keyed = list.map((item, index) => ({ item, key: Math.imul(index + 1, 2_654_435_761) >>> 0 }))
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item)
}
