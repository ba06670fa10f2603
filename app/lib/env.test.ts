import { expect, test } from 'vitest'
import { readEnv } from './env.server.ts'

const enough = {
  DATABASE_URL: 'postgresql://localhost/tributary',
  REDIS_URL: 'redis://localhost',
  SESSION_SECRET: 'x'.repeat(32),
}

test('three settings are enough', () => {
  expect(readEnv(enough)).toMatchObject({ NODE_ENV: 'production', PORT: 3000, origin: 'http://localhost:3000' })
})

test('an empty value is one that is not set', () => {
  expect(readEnv({ ...enough, PORT: '', ORIGIN: '' })).toMatchObject({ PORT: 3000, origin: 'http://localhost:3000' })
})

test('the origin is without its path', () => {
  expect(readEnv({ ...enough, ORIGIN: 'https://social.example/' }).origin).toBe('https://social.example')
})

test('every wrong setting is named, with what it must be, and without its value', () => {
  const wrong = { ...enough, REDIS_URL: undefined, SESSION_SECRET: 'hunter2', PORT: '70000', DATABASE_POOL: '1.5' }
  expect(() => readEnv(wrong)).toThrow(/REDIS_URL is missing/)
  expect(() => readEnv(wrong)).toThrow(/SESSION_SECRET is wrong: must be at least 32 characters/)
  expect(() => readEnv(wrong)).toThrow(/PORT is wrong: must be 0 to 65535/)
  expect(() => readEnv(wrong)).toThrow(/DATABASE_POOL is wrong: must be a whole number/)
  expect(() => readEnv(wrong)).not.toThrow(/hunter2/)
})

test('an origin that is no web address is refused', () => {
  for (const ORIGIN of ['social.example', 'ftp://social.example', 'javascript:alert(1)']) {
    expect(() => readEnv({ ...enough, ORIGIN }), ORIGIN).toThrow(/ORIGIN is wrong/)
  }
})
