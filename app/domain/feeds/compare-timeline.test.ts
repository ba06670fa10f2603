import { expect, test } from 'vitest'
import { compareTimeline } from './compare-timeline.ts'

/** Ids as letters, the later the newer. */
const compare = (held: string, entries: string, isAll = true) =>
  compareTimeline([...held], [...entries], isAll).map(({ kind, id }) => `${kind} ${id}`)

test('a window of the newest is exact, however far down it goes', () => {
  expect(compare('fed', 'fedcba')).toEqual([])
  expect(compare('fedcba', 'fedcba')).toEqual([])
  expect(compare('a', 'a')).toEqual([])
})

test('what is not there, from the newest to the oldest held', () => {
  expect(compare('fdb', 'gfedcba')).toEqual(['missing g', 'missing e', 'missing c'])
})

test('what the feed has not', () => {
  expect(compare('gfec', 'fc')).toEqual(['extra g', 'extra e'])
  expect(compare('ba', '')).toEqual(['extra b', 'extra a'])
})

test('where the feed is not known, nothing is said', () => {
  expect(compare('fedcba', 'fed', false)).toEqual([])
  expect(compare('fecba', 'fed', false)).toEqual(['missing d'])
})

test('what is held twice, and out of order', () => {
  expect(compare('feedc', 'fedc')).toEqual(['twice e'])
  expect(compare('efdc', 'fedc')).toEqual(['disordered f'])
  expect(compare('fedf', 'fed')).toEqual(['twice f', 'disordered f'])
})
