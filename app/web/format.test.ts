import { expect, test } from 'vitest'
import { formatFor } from './format.ts'

const nowMs = Date.parse('2026-11-23T12:00:00Z')
const { short, exact, count } = formatFor('en', 'UTC')

test('times are as short as can be', () => {
  const cases = [
    ['2026-11-23T12:00:30Z', 'now'],
    ['2026-11-23T11:59:31Z', 'now'],
    ['2026-11-23T11:55:00Z', '5m'],
    ['2026-11-23T09:00:00Z', '3h'],
    ['2026-11-21T11:00:00Z', '2d'],
    ['2026-11-03T11:00:00Z', 'Nov 3'],
    ['2024-11-03T11:00:00Z', 'Nov 3, 2024'],
  ] as const
  for (const [at, words] of cases) expect(short(new Date(at), nowMs)).toBe(words)
})

test('the exact time names its zone, and counts are compact', () => {
  expect(exact(new Date(nowMs))).toMatch(/^Nov 23, 2026, 12:00.PM UTC$/)
  expect([count(999), count(1234), count(2_000_000)]).toEqual(['999', '1.2K', '2M'])
})
