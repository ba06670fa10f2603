import { expect, test } from 'vitest'
import { negotiateLocale } from './locale.ts'

test('the first language that the app speaks is taken, with the region of the reader', () => {
  expect(negotiateLocale('de-CH, en-gb;q=0.8, en;q=0.5')).toEqual({ language: 'en', locale: 'en-GB' })
  expect(negotiateLocale('fr;q=0.9, en-US;q=0.2')).toEqual({ language: 'en', locale: 'en-US' })
})

test('no wish, a refusal and nonsense give the first language', () => {
  for (const header of [null, '', '*', 'en-GB;q=0', 'en-\u0000', ';;;,,,', 'xx'.repeat(5000)]) {
    expect(negotiateLocale(header)).toEqual({ language: 'en', locale: 'en' })
  }
})
