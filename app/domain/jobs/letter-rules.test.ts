import { expect, test } from 'vitest'
import { cut, toKeptError, toKeptPayload } from './letter-rules.ts'

test('a payload of ids is kept as it is', () => {
  expect(JSON.parse(toKeptPayload({ activityId: 'a1', n: [1, null] }))).toEqual({ activityId: 'a1', n: [1, null] })
  expect(toKeptPayload(undefined)).toBe('null')
})

test('a payload that would not fit is replaced by a note of it', () => {
  const { note, began } = JSON.parse(toKeptPayload({ text: 'é'.repeat(200_000) }))
  expect(note).toBe('left out: 400011 bytes')
  expect(began).toHaveLength(200)
  expect(JSON.parse(toKeptPayload(Array.from({ length: 4_000 }, () => 1)))).toHaveProperty('note')
})

test('what Postgres cannot hold is replaced', () => {
  expect(toKeptPayload({ a: 'x\0y\ud800z' })).toBe('{"a":"x\uFFFDy\uFFFDz"}')
  // A backslash that somebody wrote is no escape.
  expect(JSON.parse(toKeptPayload({ a: '\\u0000' }))).toEqual({ a: '\\u0000' })
  expect(cut('a\0b', 2)).toBe('a\uFFFD')
})

test('secrets are kept nowhere', () => {
  const kept = toKeptPayload({ email: 'ada@example.org', deep: { newPassword: 'p4ss', url: 'redis://:p4ss@host' } })
  expect(kept).not.toMatch(/ada@|p4ss/)
  const words = [
    'cannot reach postgresql://user:p4ss@db:5432/x',
    'Authorization: Bearer p4ss',
    'password=p4ss',
    '{"token":"p4ss"}',
  ]
  for (const text of words) expect(toKeptError(new Error(text)), text).not.toContain('p4ss')
})

test('an error says its kind, and is cut', () => {
  expect(toKeptError(new TypeError('no'))).toBe('TypeError: no')
  expect(toKeptError('plain')).toBe('plain')
  expect(toKeptError(new Error('x'.repeat(10_000)))).toHaveLength(4_000)
})
