import { expect, test } from 'vitest'
import { pressureAt } from './pressure.ts'

const now = new Date('2026-01-01T12:00:00Z')

function at(ageS: number | null, pullThreshold = 5_000) {
  return pressureAt({ oldestAt: ageS === null ? null : new Date(now.getTime() - ageS * 1_000), now, pullThreshold })
}

test('nothing changes while deliveries are on time, or nothing waits, or a clock is ahead', () => {
  for (const age of [null, 0, 30, -3_600])
    expect(at(age), String(age)).toEqual({ pullThreshold: 5_000, acceptsRebuilds: true })
})

test('past 30 s fewer authors are pushed, past 5 min no timeline is built', () => {
  expect(at(31)).toEqual({ pullThreshold: 1_000, acceptsRebuilds: true })
  expect(at(300)).toEqual({ pullThreshold: 1_000, acceptsRebuilds: true })
  expect(at(301)).toEqual({ pullThreshold: 1_000, acceptsRebuilds: false })
})

test('pressure never has more authors pushed', () => {
  expect(at(31, 200).pullThreshold).toBe(200)
})
