import { expect, test } from 'vitest'
import { newId } from '#app/lib/id.ts'
import { decodeCursor, encodeCursor, splitSeen, withSeen } from './cursor.ts'

test('a cursor leads back to its id', () => {
  const id = newId()
  expect(decodeCursor(encodeCursor(id))).toBe(id)
})

test('no cursor is the first page', () => {
  expect([null, undefined, ''].map(decodeCursor)).toEqual([null, null, null])
})

test('what is not a cursor of ours is refused', () => {
  for (const forged of ['x', newId(), 'A'.repeat(22), `${encodeCursor(newId())}A`, 'ä'.repeat(22), '-'.repeat(22)]) {
    expect(() => decodeCursor(forged), forged).toThrow(expect.objectContaining({ name: 'Invalid' }))
  }
})

test('a cursor may keep what was seen, and what is none of ours is refused there, too', () => {
  const [cursor, seen] = [encodeCursor(newId()), newId()]
  expect(splitSeen(withSeen(cursor, seen))).toEqual({ cursor, seen })
  expect([null, '', cursor].map(splitSeen)).toEqual([null, '', cursor].map((cursor) => ({ cursor, seen: null })))
  for (const forged of [`${cursor}~x`, `${withSeen(cursor, seen)}~`, `~~${cursor}`])
    expect(() => splitSeen(forged), forged).toThrow(expect.objectContaining({ name: 'Invalid' }))
})
