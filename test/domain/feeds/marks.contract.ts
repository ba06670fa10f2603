import { describe, expect, test } from 'vitest'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import type { Ledger } from '#app/domain/feeds/ledger.ts'
import { type FeedMarks, marks } from '#app/domain/feeds/marks.ts'
import type { FeedId } from '#app/domain/feeds/types.ts'
import { newId } from '#app/lib/id.ts'

/** What every ledger does about what was seen and read. Each test has an owner of its own. */
export function describeMarks<Tx>(name: string, ledgerOf: () => Ledger<Tx>): void {
  const raise = (feed: FeedId, to: FeedMarks) => ledgerOf().transaction((tx) => ledgerOf().raiseMarks(tx, feed, to))
  const marksOf = async (feed: FeedId) => (await ledgerOf().findMarks([feed])).get(feed)
  const ascending = () => [newId(new Date(1_000)), newId(new Date(2_000)), newId(new Date(3_000))] as const

  describe(name, () => {
    test('a mark moves forward only, whatever comes first', async () => {
      const [low, middle, high] = ascending()
      for (const order of [
        [low, middle, high],
        [high, low, middle],
        [middle, high, low, high],
      ]) {
        const feed = homeFeed(newId())
        expect(await marksOf(feed)).toBeUndefined()
        for (const id of order) await raise(feed, { [marks.seen]: id })
        expect(await marksOf(feed)).toEqual({ seen: high })
      }
    })

    test('marks of rows are kept by row, and go when all up to there is read', async () => {
      const [low, middle, high] = ascending()
      const feed = homeFeed(newId())
      const [a, b, c] = [marks.row('a'), marks.row('b x'), marks.row('c')]
      await raise(feed, { [marks.read]: low, [a]: middle, [b]: high })
      await raise(feed, { [marks.read]: low, [a]: low, [c]: middle, [marks.seen]: low })
      expect(await marksOf(feed)).toEqual({ read: low, seen: low, [a]: middle, [b]: high, [c]: middle })
      await raise(feed, { [marks.read]: middle })
      expect(await marksOf(feed)).toEqual({ read: middle, seen: low, [b]: high })
      await raise(feed, { [marks.read]: low, [a]: low })
      expect(await marksOf(feed)).toEqual({ read: middle, seen: low, [b]: high })
    })

    test('many at once, of the same rows in any order, all count', async () => {
      const feed = homeFeed(newId())
      const rows = Array.from({ length: 30 }, (_, at) => ({ name: marks.row(`${at}`), id: newId() }))
      const [floor = newId()] = rows.map(({ id }) => id)
      const own = (some: typeof rows) => Object.fromEntries(some.map(({ name, id }) => [name, id]))
      await Promise.all([
        raise(feed, { ...own(rows), [marks.read]: floor }),
        raise(feed, { ...own(rows.toReversed()), [marks.read]: floor }),
        ...rows.map((row) => raise(feed, { ...own([row]), [marks.read]: floor })),
      ])
      expect(await marksOf(feed)).toEqual({ ...own(rows.slice(1)), read: floor })
    })

    test('marks are of one feed, and all go with their owner', async () => {
      const [mine, theirs] = [newId(), newId()]
      const [id] = ascending()
      for (const owner of [mine, theirs]) await raise(homeFeed(owner), { [marks.seen]: id })
      const feeds = [homeFeed(mine), homeFeed(theirs), homeFeed(newId())]
      expect([...(await ledgerOf().findMarks(feeds)).keys()].sort()).toEqual(feeds.slice(0, 2).sort())
      await ledgerOf().transaction((tx) => ledgerOf().eraseMarks(tx, mine))
      expect([...(await ledgerOf().findMarks(feeds)).keys()]).toEqual([homeFeed(theirs)])
    })
  })
}
