import { expect, test } from 'vitest'
import { segmentText } from '../post-text.ts'
import { foldBody } from './fold.ts'

function fold(text: string, { max = 20, isCut = false } = {}) {
  const { body, isFolded } = foldBody(segmentText(text), { max, isCut })
  return [body.map((segment) => segment.text).join(''), isFolded]
}

test('a text that the composer allows, or little more, is left alone', () => {
  for (const text of ['', 'x'.repeat(20), 'x'.repeat(22), '👨‍👩‍👧‍👦'.repeat(20)])
    expect(fold(text)).toEqual([text, false])
  const link = `https://a.example/${'x'.repeat(1000)}`
  expect(fold(`${link} and ${link}`, { max: 52 })[1]).toBe(false)
})

test('a longer one ends at a word', () => {
  expect(fold('one two three four five six')).toEqual(['one two three four…', true])
  expect(fold('x'.repeat(30))).toEqual([`${'x'.repeat(20)}…`, true])
  expect(fold('👨‍👩‍👧‍👦'.repeat(30))).toEqual([`${'👨‍👩‍👧‍👦'.repeat(20)}…`, true])
})

test('no link, tag or mention is shown in part', () => {
  expect(fold('what is long enough #hops and more')).toEqual(['what is long enough …', true])
  expect(fold('look: https://a.example/b and more')).toEqual(['look: …', true])
  expect(fold('so #tag', { isCut: true })).toEqual(['so …', true])
  expect(fold('so many wor', { isCut: true })).toEqual(['so many…', true])
})
