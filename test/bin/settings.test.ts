import { expect, test } from 'vitest'
import { addressOf, parseEnvFile, wantsDemo } from '#bin/lib/settings.mjs'

test('.env lines: comments, quotes, export, empty values', () => {
  const text =
    '# a comment\n\nPORT=3001 # why\nexport HOST="0.0.0.0"\nSESSION_SECRET=\'a # b\'\nDATABASE_URL=\nX=a=b\r\n'
  expect(parseEnvFile(text)).toEqual({
    PORT: '3001',
    HOST: '0.0.0.0',
    SESSION_SECRET: 'a # b',
    DATABASE_URL: '',
    X: 'a=b',
  })
  expect(() => parseEnvFile('PORT=1\nwhat')).toThrow('.env, line 2: write it as NAME=value.')
})

test('an address of the outside gets no demo community unless asked for', () => {
  expect(wantsDemo({})).toBe(true)
  expect(wantsDemo({ ORIGIN: 'http://localhost:3000' })).toBe(true)
  expect(wantsDemo({ ORIGIN: 'https://social.example' })).toBe(false)
  expect(wantsDemo({ ORIGIN: 'https://social.example', DEMO: 'on' })).toBe(true)
  expect(wantsDemo({ DEMO: 'off' })).toBe(false)
  expect(addressOf({ PORT: '3000' })).toBe('http://localhost:3000')
})
