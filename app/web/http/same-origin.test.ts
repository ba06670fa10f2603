import { expect, test } from 'vitest'
import { isSameOrigin, trustedHost } from './same-origin.ts'

const site = 'https://social.example'

test.each([
  ['own origin', site, 'same-origin', true],
  ['own origin, an old browser', site, null, true],
  ['own origin, typed or reloaded', site, 'none', true],
  ['no origin, but the browser vouches', null, 'same-origin', true],
  ['another site', 'https://evil.example', 'cross-site', false],
  ['another site, an old browser', 'https://evil.example', null, false],
  ['a forged origin from another site', site, 'cross-site', false],
  ['a sibling', 'https://blog.social.example', 'same-site', false],
  ['a sibling that claims our origin', site, 'same-site', false],
  ['another scheme', 'http://social.example', null, false],
  ['another port', 'https://social.example:8443', null, false],
  ['a longer name', 'https://social.example.evil.example', null, false],
  ['null', 'null', null, false],
  ['null, same-origin', 'null', 'same-origin', false],
  ['nothing', null, null, false],
  ['typed, without origin', null, 'none', false],
  ['a word that no browser says', null, 'whatever', false],
  ['empty', '', null, false],
])('%s', (_what, origin, secFetchSite, expected) => {
  expect(isSameOrigin({ origin, secFetchSite, host: 'social.example' }, site, false)).toBe(expected)
})

test.each([
  ['http://127.0.0.1:3000', '127.0.0.1:3000', true],
  ['http://[::1]:3000', '[::1]:3000', true],
  ['http://localhost:3000', 'localhost:3000', true],
  ['http://localhost:4000', 'localhost:3000', false],
  ['http://evil.example', 'evil.example', false],
  ['http://evil.example', '127.0.0.1:3000', false],
])('without a configured origin, %s asking %s', (origin, host, expected) => {
  expect(isSameOrigin({ origin, secFetchSite: null, host }, 'http://localhost:3000', true)).toBe(expected)
  expect(isSameOrigin({ origin, secFetchSite: null, host }, site, false)).toBe(false)
})

test('a host that the visitor made up is not believed', () => {
  expect(trustedHost('evil.example', site, false)).toBe('social.example')
  expect(trustedHost('127.0.0.1:3000', site, false)).toBe('social.example')
  expect(trustedHost('127.0.0.1:3000', 'http://localhost:3000', true)).toBe('127.0.0.1:3000')
  expect(trustedHost('evil.example', 'http://localhost:3000', true)).toBe('localhost:3000')
  expect(trustedHost('localhost:99999', 'http://localhost:3000', true)).toBe('localhost:3000')
  expect(trustedHost(null, 'http://localhost:3000', true)).toBe('localhost:3000')
})
