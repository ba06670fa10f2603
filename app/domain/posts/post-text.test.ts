import { expect, test } from 'vitest'
import { countCharacters, mentionsIn, segmentText, tagsIn } from './post-text.ts'

test('characters are counted as people count them', () => {
  expect(countCharacters('héllo')).toBe(5)
  expect(countCharacters('👨‍👩‍👧‍👦🇨🇭')).toBe(2)
  expect(countCharacters(`see https://example.com/${'a'.repeat(200)} now`)).toBe(4 + 23 + 4)
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

test('tags and mentions are listed once', () => {
  expect(tagsIn('#Hops and #hops and #日本')).toEqual(['hops', '日本'])
  expect(mentionsIn('@bob @BOB @eve/x')).toEqual(['bob', 'eve'])
})

test('text made to be slow is not', () => {
  for (const bad of ['@a', '#a#', 'http://a.', 'a.b@'])
    expect(segmentText(bad.repeat(50_000)).length).toBeGreaterThan(0)
})
