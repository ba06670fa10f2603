import { expect, test, vi } from 'vitest'
import { Invalid, isDomainError, NotFound } from './errors.ts'

test('an error is known by another copy of its class', async () => {
  vi.resetModules()
  const copy = await import('./errors.ts')

  expect(copy.NotFound).not.toBe(NotFound)
  expect(new copy.NotFound('gone')).toBeInstanceOf(NotFound)
  expect(new copy.NotFound('gone')).not.toBeInstanceOf(Invalid)
  expect(isDomainError(new copy.Invalid('no'))).toBe(true)
})

test('other errors are not domain errors', () => {
  expect(new Error('x')).not.toBeInstanceOf(NotFound)
  expect(isDomainError(new TypeError('x'))).toBe(false)
  expect(isDomainError({ name: 'NotFound' })).toBe(false)
  expect(isDomainError(null)).toBe(false)
})
