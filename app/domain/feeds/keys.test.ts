import { expect, test } from 'vitest'
import { newId } from '#app/lib/id.ts'
import { feedOfKey, keysBySlot, timelineKey } from './keys.ts'

// Keys outlive releases: another bucket for the same feed would orphan every timeline.
test('the key of a feed stays what it is', () => {
  const key = timelineKey('home:01890000-0000-7000-8000-000000000001')
  expect(key).toBe('timeline:{b20}:home:01890000-0000-7000-8000-000000000001')
})

test('feeds spread over all buckets', () => {
  const tags = Array.from({ length: 5_000 }, () => /\{b\d+\}/.exec(timelineKey(`home:${newId()}`))?.[0])
  expect(new Set(tags).size).toBe(64)
})

test('keys of one slot go together, each once', () => {
  const feeds = Array.from({ length: 500 }, () => `home:${newId()}` as const)
  const slots = keysBySlot(feeds)
  expect(slots.flat().sort()).toEqual(feeds.map(timelineKey).sort())
  const tags = slots.map((keys) => [...new Set(keys.map((key) => /\{b\d+\}/.exec(key)?.[0]))])
  expect(tags.every((tag) => tag.length === 1)).toBe(true)
  expect(new Set(tags.flat()).size).toBe(slots.length)
})

test('a key tells its feed', () => {
  for (const feed of ['home:a', 'home:a:b', 'tag:{x}'] as const) expect(feedOfKey(timelineKey(feed))).toBe(feed)
  for (const key of ['timeline:{b1}:home', 'cache:{b1}:home:a', 'timelines']) expect(feedOfKey(key)).toBeNull()
})
