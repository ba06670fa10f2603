import { expect, test } from 'vitest'
import { wordAt } from './word-at.ts'

test.each([
  ['@an|', 'people', 'an', 0],
  ['hello @An|a there', 'people', 'An', 6],
  ['hello (@José|)', 'people', 'José', 7],
  ['#home|', 'tags', 'home', 0],
  ['日本 #日|', 'tags', '日', 3],
  ['so :smi|', 'emoji', 'smi', 3],
  ['so :+1|', 'emoji', '+1', 3],
] as const)('%s is a beginning of %s', (marked, kind, prefix, start) => {
  const caret = marked.indexOf('|')
  expect(wordAt(marked.replace('|', ''), caret)).toEqual({ kind, prefix, start })
})

test.each([
  ...[
    '|',
    '@|',
    'ana@ex|',
    'a#b|',
    ':|',
    ':s|',
    '10:30|',
    'a:smile|',
    '@ana |',
    'https://a.example/@an|',
    'http://a:80|',
  ],
  ...['www.a.example/#to|', 'see https://a.example/#he|'],
])('%s is none', (marked) => {
  expect(wordAt(marked.replace('|', ''), marked.indexOf('|'))).toBeNull()
})
