import { expect, test } from 'vitest'
import { derivedId, idFromBytes, idToBytes, isId, newId } from './id.ts'

test('ids made one after the other order in that way, as text and as bytes', () => {
  const time = new Date()
  const ids = Array.from({ length: 3_000 }, () => newId(time))
  expect(ids.toSorted()).toEqual(ids)
  expect(
    ids
      .map(idToBytes)
      .toSorted(Buffer.compare)
      .map((bytes) => idFromBytes(bytes)),
  ).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})

test('a later moment is a larger id', () => {
  expect(newId(new Date(1_000)) < newId(new Date(1_001))).toBe(true)
})

test('an id tells its moment', () => {
  const time = new Date('2012-03-04T05:06:07.089Z')
  expect(timeIn(newId(time))).toEqual(time)
  expect(timeIn(derivedId(time, new Uint8Array(10).fill(255)))).toEqual(time)
})

test('derived ids are the same for the same input, and ids', () => {
  const digest = Uint8Array.from({ length: 32 }, (_, index) => index * 37)
  const id = derivedId(new Date(0), digest)
  expect(derivedId(new Date(0), digest)).toBe(id)
  expect(isId(id)).toBe(true)
  expect(derivedId(new Date(0), digest.toReversed())).not.toBe(id)
})

test('a time that no id can carry is refused', () => {
  for (const time of [new Date(-1), new Date(Number.NaN), new Date(2 ** 48)])
    expect(() => newId(time)).toThrow(RangeError)
})

test('only ids in our own form are ids', () => {
  const id = newId()
  expect(isId(id)).toBe(true)
  const others = [id.toUpperCase(), id.replaceAll('-', ''), ` ${id}`, `${id}\n`, '', null, undefined, 7, [id]]
  expect(others.filter(isId)).toEqual([])
  expect(isId('00000000-0000-0000-0000-000000000000')).toBe(false)
})

/** RFC 9562: the first 48 bits are milliseconds. */
function timeIn(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16))
}
