import { expect, test } from 'vitest'
import { themeOf } from './theme.ts'

test('a theme is one of three, whatever the cookie says', () => {
  expect(themeOf('a=b; theme=dark; c=d')).toBe('dark')
  expect(themeOf('theme=light')).toBe('light')
  for (const cookie of [null, '', 'theme=', 'theme="><script>', 'nottheme=dark', 'theme=darkest']) {
    expect(themeOf(cookie)).toBe('system')
  }
})
