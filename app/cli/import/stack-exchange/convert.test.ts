import { expect, test } from 'vitest'
import { tagsIn } from '#app/domain/posts/post-text.ts'
import { createConverter, toHashtag } from './convert.ts'

const convert = createConverter({ name: 'beer', url: 'https://beer.stackexchange.com' })
const textOf = (html: string) => convert.answer({ text: html })

test('paragraphs, lists and quotes stay readable', () => {
  expect(textOf('<p>One\ntwo</p>\n\n<p>Three</p>')).toBe('One two\n\nThree')
  expect(textOf('<ul>\n<li>ale</li>\n<li>lager</li>\n</ul>')).toBe('• ale\n• lager')
  expect(textOf('<ol><li>grind</li><li>pour</li></ol>')).toMatch(/1\. grind\n\s*2\. pour/)
  expect(textOf('<blockquote><p>Said</p></blockquote><p>so</p>')).toBe('> Said\n\nso')
  expect(textOf('<h2>Why not</h2><p>Because</p>')).toBe('Why not\n\nBecause')
})

test('code keeps its lines, and stands out in a sentence', () => {
  expect(textOf('<pre><code>if x {\n  y\n}\n</code></pre>')).toBe('if x {\n  y\n}')
  expect(textOf('<p>call <code>go()</code></p>')).toBe('call `go()`')
})

test('links and images keep their address, whole', () => {
  expect(textOf('<a href="https://a.example/x">here</a>')).toBe('here (https://a.example/x)')
  expect(textOf('<a href="https://a.example">https://a.example</a>')).toMatch(/^https:\/\/a\.example/)
  expect(textOf('<a href="/help">the help</a>')).toBe('the help (https://beer.stackexchange.com/help)')
  expect(textOf('<img src="//i.example/1.jpg" alt="enter image description here">')).toBe(
    'image (https://i.example/1.jpg)',
  )
  expect(textOf('<script>alert(1)</script>safe')).toBe('safe')
})

test('a question is its title, its text and its tags', () => {
  const text = convert.question({ title: 'Foam', text: '<p>Why?</p>', tags: ['pale-ale', 'glass-ware'] })
  expect(text).toBe('Foam\n\nWhy?\n\n#pale_ale #glass_ware')
  expect(tagsIn(text)).toEqual(['pale_ale', 'glass_ware'])
})

test('the tags of a long question are found as well', () => {
  const text = convert.question({ title: 'Long', text: `<p>${'word '.repeat(8_000)}</p>`, tags: ['hops'] })
  expect(text.length).toBeGreaterThan(39_000)
  expect(tagsIn(text)).toEqual(['hops'])
})

test('nothing in an imported text addresses anybody here', () => {
  const text = convert.question({ title: 'For @admin', text: '<p>@bob, #1 and me@b.example</p>', tags: ['hops'] })
  expect(tagsIn(text)).toEqual(['hops'])
  expect(text.replaceAll('\u2060', '')).toContain('@bob, #1 and me@b.example')
  expect(text).not.toContain('@bob')
  expect(textOf('<a href="https://m.example/@bob#top">x</a>')).toBe('x (https://m.example/@bob#top)')
})

test('comments have their links written out', () => {
  expect(convert.comment({ text: 'see [this](https://a.example/b_(c)) *now*' })).toBe(
    'see this (https://a.example/b_(c)) *now*',
  )
})

test.each([
  ['pale-ale', '#pale_ale'],
  ['c++', '#cplusplus'],
  ['.net', '#dotnet'],
  ['c#', '#csharp'],
  ['20th-century', '#20th_century'],
])('the tag %s is %s', (tag, hashtag) => {
  expect(toHashtag(tag)).toBe(hashtag)
})

test('a text past the limit is cut, and one made to be deep is survived', () => {
  expect([...textOf('é'.repeat(150_000))]).toHaveLength(100_000)
  expect(textOf(`${'<div>'.repeat(20_000)}deep`).length).toBeLessThan(100)
})
