import { expect, test } from 'vitest'
import { newId } from '#app/lib/id.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'

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
