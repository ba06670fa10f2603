import { expect, test } from 'vitest'
import { segmentText } from '../post-text.ts'
import { lineWithEmoji, withEmoji } from './emoji-segments.ts'

const before = '2026-01-01T00:00:00.000Z'
const retiredAt = '2026-02-01T00:00:00.000Z'
const after = '2026-03-01T00:00:00.000Z'
const names = {
  byName: new Map([
    ['parrot', { src: '/media/parrot', retiredAt: null }],
    ['old', { src: '/media/old', retiredAt }],
    ['a1', { src: '/media/a1', retiredAt: null }],
  ]),
}

/** Emoji in brackets, the rest as it is. */
const read = (text: string, writtenAt = before) =>
  withEmoji(segmentText(text), names, writtenAt)
    .map((segment) => (segment.type === 'emoji' ? `[${segment.src.slice(7)}]` : segment.text))
    .join('')

test.each([
  ['a :parrot: flies', 'a [parrot] flies'],
  [':Parrot:', '[parrot]'],
  [':parrot::parrot:', '[parrot][parrot]'],
  [':parrot::nobody::a1:!', '[parrot]:nobody:[a1]!'],
  ['(:parrot:)\n:a1:', '([parrot])\n[a1]'],
  ['你好:parrot:你好', '你好[parrot]你好'],
])('%j has emoji in it', (text, shown) => {
  expect(read(text)).toBe(shown)
  expect(
    withEmoji(segmentText(text), names, before)
      .map((segment) => segment.text)
      .join(''),
  ).toBe(text)
})

test.each([
  ...['x:parrot:', ':parrot:x', 'std::parrot::x', ':parrot', 'parrot:', ': parrot :', ':nobody:', '10:a1:30'],
  ...[':__proto__:', ':constructor:', 'https://a.example/:parrot:', ':par\u200brot:', ':parrot:parrot:'],
])('%j has none', (text) => {
  const body = segmentText(text)
  expect(withEmoji(body, names, before)).toBe(body)
})

test('a retired one is shown in what was written before, and in nothing that came later', () => {
  expect([read(':old:', before), read(':old:', retiredAt), read(':old:', after)]).toEqual(['[old]', ':old:', ':old:'])
})

test('a line without any is no list of its own', () => {
  expect([lineWithEmoji(null, names, before), lineWithEmoji('10:30', names, before)]).toEqual([null, null])
  expect(lineWithEmoji('a :a1:', names, before)).toEqual([
    { type: 'text', text: 'a ' },
    { type: 'emoji', text: ':a1:', src: '/media/a1' },
  ])
})

test('there are so many at most, in time that grows with the text', () => {
  expect(read(':a1: '.repeat(200))).toBe(`${'[a1] '.repeat(100)}${':a1: '.repeat(100)}`)
  for (const part of [':', ':a', ':a1', ':a1:', '::a1', ':a1::', ':parrot_'] as const) {
    const text = part.repeat(100_000 / part.length)
    const startedAt = performance.now()
    withEmoji([{ type: 'text', text: `${text}x` }], names, before)
    // A square of this length would take minutes.
    expect(performance.now() - startedAt, part).toBeLessThan(5_000)
  }
})
