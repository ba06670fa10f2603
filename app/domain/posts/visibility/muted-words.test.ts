import { expect, test } from 'vitest'
import type { MutedWordFact, PostFact } from '../post-facts.ts'
import { segmentText } from '../post-text.ts'
import { findMuted, indexWords, wordsIn } from './muted-words.ts'

const post = (text: string): PostFact => ({ ...blank, body: segmentText(text) })
const found = (text: string, ...words: (string | MutedWordFact)[]) => {
  const index = indexWords(words.map((one) => (typeof one === 'string' ? [one, 'hide', null] : one)))
  return index && findMuted(index, [post(text)], 1_000)
}

test.each([
  ['Spoilers ahead: the END', 'end', true],
  ['the weekend', 'end', false],
  ['Ein Café in Malmö', 'cafe', true],
  ['cafe', 'CAFÉ', true],
  ['nothing but #Football today', 'football', true],
  ['the Season  Finale, tonight', 'season finale', true],
  ['season of the finale', 'season finale', false],
  ['a 2026 election', '2026', true],
  ['今天的世界杯比赛', '世界杯', true],
  ['よい一日を', '一日', true],
  ['win 🎉 now', '🎉', true],
  ["it don't matter", 'dont', false],
  ["it don't matter", 'don’t', true],
])('%s, with %s muted', (text, phrase, isFound) => {
  expect(found(text, phrase, 'something else')?.action).toBe(isFound ? 'hide' : undefined)
})

test('with its sign a hashtag alone is meant', () => {
  expect(found('we play football', '#football')).toBeNull()
  expect(found('we play #Football', '#football')).toMatchObject({ phrase: '#football' })
})

test('what is to be hidden comes before what is to be warned of, and what has ended is nothing', () => {
  expect(found('first second', ['first', 'warn', null], ['second', 'hide', null])).toMatchObject({ phrase: 'second' })
  expect(found('first second', ['first', 'warn', null])).toMatchObject({ phrase: 'first', action: 'warn' })
  expect(found('first', ['first', 'hide', 1_000])).toBeNull()
  expect(found('first', ['first', 'hide', 1_001])).not.toBeNull()
})

test('who mutes nothing has nothing looked at', () => {
  expect(indexWords([])).toBeNull()
})

test('descriptions of images are looked at, each by itself', () => {
  const index = indexWords([['old town', 'hide', null]])
  const image = { ...blank, media: [{ ...picture, alt: 'The Old Town' }] }
  expect(index && findMuted(index, [image], 0)).not.toBeNull()
  const apart = { ...blank, body: segmentText('so old'), media: [{ ...picture, alt: 'town' }] }
  expect(index && findMuted(index, [apart], 0)).toBeNull()
})

test('signs alone are no words', () => {
  expect([wordsIn('… — !'), wordsIn('#')]).toEqual([[], []])
})

const blank: PostFact = {
  authorId: 'somebody',
  audience: 'public',
  mentioned: [],
  body: [],
  isFolded: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  editedAt: null,
  quote: null,
  poll: null,
  isPinned: false,
  sourceUrl: null,
  replyTo: null,
  cardKey: null,
  rootId: null,
  dayOrdinal: 1,
  media: [],
  warning: null,
  lang: null,
  repliesFrom: 'everyone',
}

const picture = {
  key: 'key',
  state: 'ready',
  width: 1,
  height: 1,
  focus: [50, 50],
  isAnimated: false,
  hasAvif: false,
  isSensitive: false,
  thumbhash: '',
  placeholder: '',
} as const
