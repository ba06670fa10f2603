import { expect, test } from 'vitest'
import { createLru } from './lru.ts'

test('what was not used for longest makes room', () => {
  const lru = createLru<string>(2, () => 1)
  lru.set('a', 'A')
  lru.set('b', 'B')
  lru.get('a')
  lru.set('c', 'C')
  expect(['a', 'b', 'c'].map((id) => lru.get(id))).toEqual(['A', undefined, 'C'])
})

test('it holds what the weights allow, and counts what goes', () => {
  const lru = createLru<string>(10, (value) => value.length)
  lru.set('a', '1234')
  lru.set('a', '12345678')
  lru.set('b', '12')
  expect([lru.get('a'), lru.get('b')]).toEqual(['12345678', '12'])
  lru.delete('a')
  lru.set('c', '12345678')
  expect([lru.get('b'), lru.get('c')]).toEqual(['12', '12345678'])
  lru.set('d', '12345678901')
  expect(['b', 'c', 'd'].map((id) => lru.get(id))).toEqual([undefined, undefined, undefined])
  lru.clear()
  lru.set('e', '1234567890')
  expect(lru.get('e')).toBe('1234567890')
})
