import { expect, test } from 'vitest'
import { countCharacters, countSegment, mostOfSegment, segmentText, tagsIn, takeCharacters } from './post-text.ts'

test('characters are counted as people count them', () => {
  expect(countCharacters('héllo')).toBe(5)
  expect(countCharacters('👨‍👩‍👧‍👦🇨🇭')).toBe(2)
  expect(countCharacters(`see https://example.com/${'a'.repeat(200)} now`)).toBe(4 + 23 + 4)
})

test('no piece of a text counts more than its most', () => {
  const texts = [
    '',
    'x',
    '👨‍👩‍👧‍👦🇨🇭',
    `a${'\u0301'.repeat(100)}`,
    'https://a.example',
    `www.a.example/${'x'.repeat(90)}`,
    '#a @bob ﷽',
  ]
  for (const segment of texts.flatMap(segmentText)) {
    expect(countSegment(segment)).toBeLessThanOrEqual(mostOfSegment(segment))
  }
})

test('links, tags and mentions are found, the rest stays text', () => {
  expect(segmentText('Hi @Alice, #Beer_2 at https://a.example/x?y=1.')).toEqual([
    { type: 'text', text: 'Hi ' },
    { type: 'mention', text: '@Alice', handle: 'alice' },
    { type: 'text', text: ', ' },
    { type: 'tag', text: '#Beer_2', tag: 'beer_2' },
    { type: 'text', text: ' at ' },
    { type: 'link', text: 'a.example/x?y=1', href: 'https://a.example/x?y=1' },
    { type: 'text', text: '.' },
  ])
})

test('a link shows its host in full, and names in front of a host are no link', () => {
  expect(segmentText('http://good.example@evil.example/x').filter((s) => s.type === 'link')).toEqual([])
  expect(segmentText('javascript:alert(1) data:text/html,x').filter((s) => s.type === 'link')).toEqual([])
  const host = `${'long-'.repeat(9)}host.example`
  expect(segmentText(`https://${host}/path`)[0]?.text).toBe(`${host}…`)
  expect(segmentText('https://аpple.com')[0]?.text).toContain('xn--')
})

test('an address or a word with a sign in it is text', () => {
  expect(segmentText('mail me@b.example or c#4 x@y')).toEqual([{ type: 'text', text: 'mail me@b.example or c#4 x@y' }])
})

test('tags are listed once, as their feeds are called', () => {
  expect(tagsIn('#Hops and #hops and #日本')).toEqual(['hops', '日本'])
})

test('what belongs to the sentence is not in the link, brackets of its own are', () => {
  const linksIn = (text: string) => segmentText(text).flatMap((s) => (s.type === 'link' ? [s.href] : []))
  expect(linksIn('(see https://a.example/b_(c)), or www.b.example/d?!')).toEqual([
    'https://a.example/b_(c)',
    'https://www.b.example/d',
  ])
  expect(linksIn('[it](https://a.example/x). **https://b.example**')).toEqual([
    'https://a.example/x',
    'https://b.example/',
  ])
  expect(linksIn('看https://a.example/页，好吗（https://b.example/x）。')).toEqual([
    'https://a.example/%E9%A1%B5',
    'https://b.example/x',
  ])
  expect(linksIn('"https://a.example/" <HTTP://b.example>')).toEqual(['https://a.example/', 'http://b.example/'])
  for (const text of ['www.', 'www.x', 'www...', 'http://', 'https://..', 'xhttp://a.example', 'a.example']) {
    expect(segmentText(text), text).toEqual([{ type: 'text', text }])
  }
})

test('what is no tag and no handle is text', () => {
  for (const text of ['#1', '#', '# a', '@a', `@${'a'.repeat(31)}`, `#${'a'.repeat(61)}`, '@\u212aelvin', '#\ufdfa']) {
    expect(segmentText(text), text).toEqual([{ type: 'text', text }])
  }
})

test('what no person would call one character counts as what it is', () => {
  expect(countCharacters('👩🏽‍❤️‍💋‍👨🏿🏴󠁧󠁢󠁳󠁣󠁴󠁿')).toBe(2)
  expect(countCharacters('👩\u200d'.repeat(100))).toBe(300)
  expect(countCharacters('क्'.repeat(100))).toBe(200)
  const link = (length: number) => 'https://a.example/'.padEnd(length, 'x')
  expect(countCharacters(link(2048))).toBe(23)
  expect(countCharacters(link(2049))).toBe(2049)
})

// Each took seconds to hours with a scanner that looks at a run again from each of its characters.
test.for([
  ...['@a', '#a#', 'http://a.', 'a.b@', 'क्', 'a-', 'a.', 'www.', 'http://', 'https://a.example/(', '#a', '@', '#'],
  ...['https://a.example/)', 'www.a.b.', 'a\u0301', '👩\u200d', 'h', 'http', 'https://a.example ', '_', '#1', '((('],
])('%j a million times over is no work', (part) => {
  const text = part.repeat(1_000_000 / part.length)
  expect(segmentText(text).length).toBeGreaterThan(0)
  expect(segmentText(`https://a.example/${text}`).length).toBeGreaterThan(0)
})

test('characters of long texts are counted a stretch at a time, with the same result', () => {
  const family = '👨‍👩‍👧‍👦'
  expect(countCharacters(`${family} `.repeat(900))).toBe(1800)
  expect(countCharacters('né '.repeat(3000))).toBe(9000)
  expect(takeCharacters(`${'ab'.repeat(400)}${family}cd`, 801)).toBe(`${'ab'.repeat(400)}${family}`)
  // Made to be slow: two million units of characters that join.
  expect(countCharacters('क्'.repeat(1_000_000))).toBeGreaterThan(0)
})
