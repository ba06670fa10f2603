import { expect, test } from 'vitest'
import { answeredAt, askedAt } from './compress-time.ts'

const end = new Date('2020-01-01T00:00:00Z')
const minutes = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 60_000

test('questions are spread over a month, in order, and end a little before the end', () => {
  const times = Array.from({ length: 100 }, (_, index) => askedAt(index, 100, end))
  expect([...times].sort((a, b) => a.getTime() - b.getTime())).toEqual(times)
  expect(minutes(times[0] ?? end, end)).toBeCloseTo(30 * 24 * 60 + 25)
  expect(minutes(times[99] ?? end, end)).toBeCloseTo(25)
})

test('answers come after their question, before the end, in their order', () => {
  for (const asked of [askedAt(0, 10, end), askedAt(9, 10, end)]) {
    const answers = [-5, 0, 1, 60, 24 * 60, 900 * 24 * 60].map((delay) => answeredAt(asked, delay * 60_000, end))
    expect([...answers].sort((a, b) => a.getTime() - b.getTime())).toEqual(answers)
    for (const answered of answers) {
      expect(answered.getTime()).toBeGreaterThan(asked.getTime())
      expect(answered.getTime()).toBeLessThanOrEqual(end.getTime())
    }
  }
})
