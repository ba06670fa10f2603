import { expect, test } from 'vitest'
import { safeRedirect } from './safe-redirect.ts'

test.each([
  ['/', '/'],
  ['/explore', '/explore'],
  ['/@alice?tab=replies#top', '/@alice?tab=replies#top'],
  ['/tags/caf%C3%A9', '/tags/caf%C3%A9'],
  ['/sign-in?redirectTo=%2Fposts%2F1', '/sign-in?redirectTo=%2Fposts%2F1'],
  ['/a/../b', '/b'],
])('goes to %s', (target, expected) => {
  expect(safeRedirect(target)).toBe(expected)
})

test.each([
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/%5Cevil.example',
  '/%5cevil.example',
  '/\t/evil.example',
  '/%09/evil.example',
  '/\n/evil.example',
  '/x\r\nSet-Cookie: a=b',
  '/x%0d%0aSet-Cookie: a=b',
  '/..//evil.example',
  '/.//evil.example',
  'https://evil.example',
  'https:evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  ' /explore',
  'explore',
  '',
  undefined,
  null,
  ['/explore'],
])('refuses %j', (target) => {
  expect(safeRedirect(target)).toBe('/')
  expect(safeRedirect(target, '/explore')).toBe('/explore')
})
