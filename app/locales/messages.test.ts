import { expect, test } from 'vitest'
import { i18nFor } from '#app/web/i18n.ts'
import en from './en.ts'
import { languages, loadMessages } from './languages.ts'

test('every language has the strings of English', async () => {
  for (const language of languages) {
    const { default: messages } = await loadMessages[language]()
    // Languages differ in their plural forms, not in what they say.
    expect(new Set(keysOf(messages).map(withoutPlural))).toEqual(new Set(keysOf(en).map(withoutPlural)))
  }
})

test('numbers in a string are written as the language writes them', async () => {
  const { t } = await i18nFor('en')
  expect(t('people.followers', { count: 1 })).toBe('1 follower')
  expect(t('people.followers', { count: 12_345 })).toBe('12,345 followers')
})

function keysOf(messages: object, prefix = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'object' ? keysOf(value, `${prefix}${key}.`) : [`${prefix}${key}`],
  )
}

function withoutPlural(key: string): string {
  return key.replace(/_(zero|one|two|few|many|other)$/, '')
}
