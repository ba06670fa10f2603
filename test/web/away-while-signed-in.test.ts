import { afterAll, afterEach, expect, test } from 'vitest'
import { createProxy } from '#test/support/proxy.ts'
import { startWeb } from '#test/support/web.ts'

let door: Awaited<ReturnType<typeof createProxy>> | undefined
const web = startWeb(async ({ databaseUrl }) => {
  door = await createProxy(databaseUrl)
  return { DATABASE_URL: door.url }
})
afterEach(() => door?.restore())
afterAll(() => door?.end())

const password = 'a river in the night'

test('every page says that the site is away, and comes back with it', async () => {
  const visitor = await signedIn('ana')
  door?.cut()
  for (const path of [
    '/',
    '/explore',
    '/compose',
    '/settings',
    '/settings/appearance',
    '/settings/sessions',
    '/@ana',
  ]) {
    const response = await visitor.get(path)
    expect([path, response.status]).toEqual([path, 503])
    expect(await response.text()).toContain('We are briefly away')
  }
  const data = await visitor.get('/explore.data')
  expect([data.status, await data.text()]).toEqual([503, expect.stringContaining('errors.page.Unavailable')])
  door?.restore()
  expect((await visitor.get('/settings')).status).toBe(200)
})

test('scripts are answered in JSON', async () => {
  const visitor = await signedIn('bela')
  door?.cut()
  for (const path of ['/posts', '/people/ana/follow', '/posts/01900000-0000-7000-8000-000000000001/reaction']) {
    const response = await visitor.post(path, { text: 'hello' }, { accept: 'application/json' })
    expect([path, response.status]).toEqual([path, 503])
    expect(await response.json()).toMatchObject({ error: { code: 'errors.page.Unavailable' } })
  }
  expect((await visitor.get('/api/feeds/home')).status).toBe(503)
})

test('a post that was written without scripts is given back, to be sent again', async () => {
  const visitor = await signedIn('cara')
  door?.cut()
  const fields = { text: 'written <with> care', clientKey: 'the-same-draft' }
  const response = await visitor.post('/compose', fields)
  const html = await response.text()
  expect(response.status).toBe(503)
  expect(html).toContain('A part of this site does not answer')
  expect(html).toMatch(/<textarea[^>]*>written &lt;with&gt; care<\/textarea>/)
  expect(html).toMatch(/name="clientKey" value="the-same-draft"/)
  door?.restore()
  expect((await visitor.post('/compose', fields)).status).toBe(303)
})

test('signing out says that it did not work', async () => {
  const visitor = await signedIn('dora')
  door?.cut()
  const response = await visitor.post('/sign-out', {})
  expect([response.status, response.headers.get('location')]).toEqual([303, '/'])
  expect(response.headers.getSetCookie()).toEqual([expect.stringContaining('flash=errors.page.Unavailable')])
})

test('a failure that is ours is none of the database’s absence', async () => {
  const visitor = await signedIn('ella')
  const { db } = web().world
  await db.$executeRaw`ALTER TABLE "session" RENAME COLUMN expires_at TO expired_at`
  try {
    expect((await visitor.get('/explore')).status).toBe(500)
  } finally {
    await db.$executeRaw`ALTER TABLE "session" RENAME COLUMN expired_at TO expires_at`
  }
})

async function signedIn(handle: string) {
  await web().world.accounts.signUp({ input: { handle, email: `${handle}@example.org`, password } })
  const visitor = web().visitor()
  expect((await visitor.post('/sign-in', { identifier: handle, password })).status).toBe(302)
  return visitor
}
