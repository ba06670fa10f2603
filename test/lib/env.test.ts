import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EnvSchema, readEnv } from '#app/lib/env.server.ts'
import { inRoot } from '#bin/lib/paths.mjs'

/** Read by the entries in bin/, which run before the schema can. */
const readElsewhere = ['DEMO', 'TEST_DATABASE_URL', 'TEST_REDIS_URL']

const example = readFileSync(inRoot('.env.example'), 'utf8')
const given = Object.fromEntries(
  [...example.matchAll(/^([A-Z0-9_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
)

test('.env.example has every setting, and nothing that nobody reads', () => {
  expect(Object.keys(given).sort()).toEqual([...Object.keys(EnvSchema.shape), ...readElsewhere].sort())
})

test('its values are the defaults', () => {
  const servers = { DATABASE_URL: 'postgresql://x', REDIS_URL: 'redis://x', SESSION_SECRET: 'x'.repeat(32) }
  expect(readEnv({ ...given, ...servers })).toEqual(readEnv(servers))
})

test('each setting is explained above it', () => {
  for (const name of Object.keys(EnvSchema.shape)) {
    expect(example, name).toMatch(new RegExp(`^# .+\\n(#.*\\n)*(TEST_\\w+=\\n)?${name}=`, 'm'))
  }
})
