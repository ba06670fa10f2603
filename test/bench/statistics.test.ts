import { expect, test } from 'vitest'
import { mean, median, quantile, rounded } from './statistics.ts'

test('a quantile is a sample, by nearest rank, whatever the order', () => {
  const samples = [5, 1, 4, 2, 3]
  expect([0, 0.2, 0.5, 0.99, 1].map((share) => quantile(samples, share))).toEqual([1, 1, 3, 5, 5])
  expect(samples).toEqual([5, 1, 4, 2, 3])
})

test('numbers order as numbers, not as text', () => {
  expect(quantile([9, 10, 100], 0.5)).toBe(10)
})

test('the median of an even number of samples lies between the middle two', () => {
  expect(median([1, 2, 3, 10])).toBe(2.5)
  expect(median([3, 1, 2])).toBe(2)
  expect(median([7])).toBe(7)
})

test('the mean', () => {
  expect(mean([1, 2, 6])).toBe(3)
})

test('no samples give no figure', () => {
  expect(() => quantile([], 0.5)).toThrow(RangeError)
  expect(() => median([])).toThrow(RangeError)
  expect(() => mean([])).toThrow(RangeError)
})

test('rounding keeps four digits, large and small', () => {
  expect([rounded(123456.7), rounded(0.000123456), rounded(0)]).toEqual([123500, 0.0001235, 0])
})
