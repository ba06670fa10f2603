import { expect, test } from 'vitest'
import { wilsonLowerBound } from './wilson.ts'

test.each([
  [0, 0, 0],
  [1, 1, 0.2065],
  [10, 10, 0.7225],
  [100, 100, 0.963],
  [50, 100, 0.4038],
  [0, 10, 0],
])('%i of %i is at least %f', (positive, total, bound) =>
  expect(wilsonLowerBound(positive, total)).toBeCloseTo(bound, 3),
)

test('more of the same counts for more, and what is against counts', () => {
  expect(wilsonLowerBound(9, 10)).toBeLessThan(wilsonLowerBound(90, 100))
  expect(wilsonLowerBound(9, 10)).toBeLessThan(wilsonLowerBound(9, 9))
  expect(wilsonLowerBound(2, 2)).toBeLessThan(wilsonLowerBound(40, 50))
})
