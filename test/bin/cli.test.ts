import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort, makeClone, saying } from './clone.ts'

let clone: ReturnType<typeof makeClone>
beforeAll(() => {
  clone = makeClone()
})
afterAll(() => clone.remove())

function createUser(handle: string) {
  const args = [
    'admin',
    'users',
    'create',
    '--handle',
    handle,
    '--email',
    `${handle}@example.org`,
    '--generate-password',
  ]
  return clone.run('cli.mjs', { args })
}

test('a command brings the servers that it needs, or uses those of the start that runs', async () => {
  const alone = createUser('ada')
  expect(await alone.ended, alone.output()).toBe(0)
  expect(alone.output()).toContain('Starting Postgres')
  expect(alone.output()).toContain('@ada can sign in now.')

  const start = clone.run('start.mjs', { env: { PORT: String(await freePort()) } })
  await saying(start, 'Tributary runs at')
  const beside = createUser('grace')
  expect(await beside.ended, beside.output()).toBe(0)
  expect(beside.output()).not.toContain('Starting Postgres')

  const again = createUser('ada')
  expect(await again.ended).not.toBe(0)
})
