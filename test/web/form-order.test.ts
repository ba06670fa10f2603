import { expect, test, vi } from 'vitest'
import { limits } from '#app/web/limits.ts'
import { startWeb } from '#test/support/web.ts'

const web = startWeb()
const password = 'a river in the night'
const forms = [
  '/posts',
  '/compose',
  '/people/ana/follow',
  '/people/ana/block',
  '/people/ana/mute',
  '/posts/01900000-0000-7000-8000-000000000001/reaction',
  '/posts/01900000-0000-7000-8000-000000000001/repost',
  '/posts/01900000-0000-7000-8000-000000000001/audience',
  '/settings?index',
  '/settings/feed',
  '/settings/password',
  '/settings/sessions',
]
// Had it been read, each form would have called it too long or none of its own.
const fields = { text: 'a'.repeat(15_000), name: 'n'.repeat(2_000) }

test('a form of somebody who is signed out is not read', async () => {
  for (const path of forms) {
    const response = await web().visitor().post(path, fields)
    expect([path, response.headers.get('location')]).toEqual([path, expect.stringContaining('/sign-in')])
  }
})

test('a form of somebody who did too much is not judged', async () => {
  const { accounts, db, limiter } = web().world
  await accounts.signUp({ input: { handle: 'busy', email: 'busy@example.org', password } })
  const visitor = web().visitor()
  await visitor.post('/sign-in', { identifier: 'busy', password })
  const { id } = await db.user.findUniqueOrThrow({ where: { handle: 'busy' } })
  for (const kind of ['post', 'follow', 'block', 'mute', 'react', 'repost', 'audience', 'settings'] as const) {
    const { account } = limits[kind]
    for (let n = 0; n < account.times; n += 1) await limiter.consume(`${kind}:account`, id, account)
  }
  for (const path of forms) {
    const response = await visitor.post(path, fields, { accept: 'application/json' })
    expect([path, response.status]).toEqual([path, 429])
  }
  const again = await visitor.post('/compose', { text: 'kept for later' })
  expect([again.status, await again.text()]).toEqual([429, expect.stringContaining('kept for later')])
})

test('signing in and up ask the limit before they read', async () => {
  vi.spyOn(web().world.limiter, 'consume').mockResolvedValue(60)
  for (const path of ['/sign-in', '/sign-up']) expect((await web().visitor().post(path, {})).status).toBe(429)
})
