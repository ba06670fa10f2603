import { expect, test } from 'vitest'
import { isBlank, normaliseText } from './text.ts'

test('one form, no control characters, no outer space, twice as once', () => {
  expect(normaliseText(' e\u0301\r\n\r\n\r\n\u202eb\u0000\ud800 ')).toBe('é\n\nb')
  for (const text of ['\u0344'.repeat(9), 'e\u0301\u0000\u0302', 'x\n\u0000\n\n']) {
    expect(normaliseText(normaliseText(text))).toBe(normaliseText(text))
  }
})

test('a tower of accents is cut down, words of all scripts stay', () => {
  expect(normaliseText(`Z${'\u0335\u0322'.repeat(500)}a`)).toHaveLength(6)
  for (const word of ['ก็', 'שָׁלוֹם', 'क्षत्रिय', 'ệ', 'བསྒྲུབས']) expect(normaliseText(word)).toBe(word.normalize('NFC'))
})

test('nothing but what nobody sees is blank', () => {
  for (const text of [
    '',
    ' \n',
    '\u200b\u200d',
    '\u2060',
    '\u2800',
    '\u3164',
    '\uffa0',
    '\u115f',
    '\ufe0f',
    '\u00ad',
  ]) {
    expect(isBlank(text)).toBe(true)
  }
  for (const text of ['a', '.', '👍', '❤️']) expect(isBlank(text)).toBe(false)
})

test('twenty thousand marks out of order are no work', () => {
  expect(normaliseText(`a${'\u0301\u0323'.repeat(200_000)}`).length).toBeLessThanOrEqual(5)
})
