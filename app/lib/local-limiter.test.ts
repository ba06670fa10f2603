import { expect, test } from 'vitest'
import { createLocalLimiter } from './local-limiter.ts'

test('so many times in a window, each key for itself, and again in the next', () => {
  let at = 5_000
  const { consume } = createLocalLimiter({ windowS: 60, now: () => at })
  const ask = (key: string, times = 2) => consume(key, times)
  expect([ask('ana'), ask('ana'), ask('ben')]).toEqual([0, 0, 0])
  at += 59_500
  expect([ask('ana'), ask('ana', 9), ask('ben'), ask('ben')]).toEqual([1, 0, 0, 1])
  at += 500
  expect([ask('ana'), ask('ana'), ask('ana')]).toEqual([0, 0, 60])
})

test('a flood of keys is forgotten, and not held', () => {
  const { consume } = createLocalLimiter({ windowS: 60, now: () => 0 })
  expect([consume('ana', 1), consume('ana', 1)]).toEqual([0, 60])
  for (let n = 0; n < 100_000; n += 1) consume(`flood ${n}`, 1)
  expect(consume('ana', 1)).toBe(0)
})
