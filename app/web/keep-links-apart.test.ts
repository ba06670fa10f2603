import { expect, test } from 'vitest'
import { keepLinksApart } from './keep-links-apart.ts'

const [one, two] = ['https://one.example/a', 'https://two.example/b']

test.each([
  ['', one, '', null],
  [`${one}`, two, '', ` ${two}`],
  [`${one} `, two, '', null],
  [`${one}\n`, two, '', null],
  ['', one, two, `${one} `],
  ['see', one, 'for more', ` ${one} `],
  ['(', one, ')', null],
  ['', one, ', and more', null],
  [one, `${two}\n${one}`, two, ` ${two}\n${one} `],
  [one, ' no link at its start', '', null],
  [one, 'plain words', '', null],
  ['', `${one}\n${two}`, '', null],
])('after %j, %j before %j becomes %j', (before, pasted, after, kept) =>
  expect(keepLinksApart({ before, pasted, after })).toBe(kept),
)
