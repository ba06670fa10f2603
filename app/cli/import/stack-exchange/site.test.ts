import { expect, test } from 'vitest'
import { siteNamed } from './site.ts'

test.each([
  ['beer', 'https://beer.stackexchange.com'],
  ['history.meta', 'https://history.meta.stackexchange.com'],
  ['superuser', 'https://superuser.com'],
  ['superuser.meta', 'https://meta.superuser.com'],
])('%s is %s', (name, url) => {
  expect(siteNamed(name)).toEqual({ name, url })
})

test.each(['', 'a b', '../x', 'a/b', 'A', 'a:b', 'x'.repeat(61)])('"%s" is no site', (name) => {
  expect(siteNamed(name)).toBeNull()
})
