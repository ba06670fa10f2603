import { expect, test } from 'vitest'
import { newId } from '#app/lib/id.ts'
import { timelineKey } from './keys.ts'

// Keys outlive releases: another bucket for the same feed would orphan every timeline.
test('the key of a feed stays what it is', () => {
  const key = timelineKey('home:01890000-0000-7000-8000-000000000001')
  expect(key).toBe('timeline:{b20}:home:01890000-0000-7000-8000-000000000001')
})

test('feeds spread over all buckets', () => {
  const tags = Array.from({ length: 5_000 }, () => /\{b\d+\}/.exec(timelineKey(`home:${newId()}`))?.[0])
  expect(new Set(tags).size).toBe(64)
})
