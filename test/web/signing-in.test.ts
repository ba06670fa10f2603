import { expect, test } from 'vitest'
import { startWeb, type Visitor } from '#test/support/web.ts'

const web = startWeb()
const password = 'a river in the night'

test('somebody signs up, in and out', async () => {
  const visitor = web().visitor()

  const signUp = await visitor.post('/sign-up', { handle: 'Alice', email: 'Alice@Example.org', password })
  expect([signUp.status, signUp.headers.get('location')]).toEqual([302, '/sign-in?new'])
  expect(visitor.cookies.size).toBe(0)

  const signIn = await visitor.post('/sign-in?redirectTo=%2Fsettings', { identifier: 'alice@example.org', password })
  expect([signIn.status, signIn.headers.get('location')]).toEqual([302, '/settings'])
  expect(signIn.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^session=[^;]+; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/),
  ])
  expect((await visitor.get('/settings')).status).toBe(200)

  const old = new Map(visitor.cookies)
  const signOut = await visitor.post('/sign-out', {})
  expect([signOut.status, signOut.headers.get('location')]).toEqual([302, '/'])
  expect(visitor.cookies.size).toBe(0)
  expect(await web().world.db.session.count()).toBe(0)

  for (const [name, value] of old) visitor.cookies.set(name, value)
  expect(await isSignedIn(visitor)).toBe(false)
})

test('the handle signs in as well, and the wrong password does not', async () => {
  await register('bela')
  const visitor = web().visitor()

  const wrong = await visitor.post('/sign-in', { identifier: 'bela', password: 'a river in the day' })
  expect(wrong.status).toBe(422)
  expect(visitor.cookies.size).toBe(0)

  await visitor.post('/sign-in', { identifier: '@Bela', password })
  expect(await isSignedIn(visitor)).toBe(true)
})

test('nobody is sent to another site', async () => {
  await register('cara')
  const answer = await web().visitor().post('/sign-in?redirectTo=%2F%2Fevil.example', { identifier: 'cara', password })
  expect(answer.headers.get('location')).toBe('/')
})

test('a revoked session ends at its next request', async () => {
  await register('dora')
  const [here, there] = [await signedIn('dora'), await signedIn('dora')]
  const sessions = await web().world.db.session.findMany({
    where: { user: { handle: 'dora' } },
    orderBy: { id: 'desc' },
  })

  await here.post('/settings/sessions', { sessionId: sessions[0]?.id ?? '' })
  expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false])

  const third = await signedIn('dora')
  await here.post('/settings/sessions', {})
  expect([await isSignedIn(here), await isSignedIn(third)]).toEqual([true, false])
})

test('nobody ends the session of somebody else', async () => {
  await register('ella')
  await register('finn')
  const [ella, finn] = [await signedIn('ella'), await signedIn('finn')]
  const session = await web().world.db.session.findFirstOrThrow({ where: { user: { handle: 'ella' } } })

  const answer = await finn.post('/settings/sessions', { sessionId: session.id })
  expect(answer.status).toBe(404)
  expect(await isSignedIn(ella)).toBe(true)
})

test('a new password ends the other sessions and needs the old one', async () => {
  await register('gina')
  const [here, there] = [await signedIn('gina'), await signedIn('gina')]
  const before = here.cookies.get('session')
  const newPassword = 'a mountain in the day'

  const wrong = await here.post('/settings/password', { currentPassword: 'not this one', newPassword })
  expect(wrong.status).toBe(422)
  expect(await isSignedIn(there)).toBe(true)

  const right = await here.post('/settings/password', { currentPassword: password, newPassword })
  expect(right.status).toBe(302)
  expect(here.cookies.get('session')).not.toBe(before)
  expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false])

  const visitor = web().visitor()
  expect((await visitor.post('/sign-in', { identifier: 'gina', password })).status).toBe(422)
  expect((await visitor.post('/sign-in', { identifier: 'gina', password: newPassword })).status).toBe(302)
})

test('a cookie that this site did not sign, or whose time is over, is nobody', async () => {
  await register('jana')
  const { cookies } = await signedIn('jana')
  const cookie = cookies.get('session') ?? ''
  const [token, signature = ''] = cookie.split('.')
  const flipped = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)
  for (const forged of [
    token,
    `${token}.`,
    `${token}.${flipped}`,
    `x${cookie}`,
    `${token}.${'A'.repeat(44)}`,
    '.',
    '%',
  ]) {
    expect(await isSignedIn(web().visitor({ cookie: `session=${forged}` }))).toBe(false)
  }
  expect(await isSignedIn(web().visitor({ cookie: `other=1; session=${cookie}; theme=dark` }))).toBe(true)

  // When a session ends is known from its first use on.
  const late = await signedIn('jana')
  await web().world.db.session.updateMany({ where: { user: { handle: 'jana' } }, data: { expiresAt: new Date() } })
  expect(await isSignedIn(late)).toBe(false)
})

test('signing in does not take over a session that was there before', async () => {
  await register('hana')
  const visitor = web().visitor({ cookie: 'session=chosen-by-somebody-else' })
  const answer = await visitor.post('/sign-in', { identifier: 'hana', password })
  expect(answer.headers.getSetCookie()[0]).not.toContain('chosen-by-somebody-else')
})

test('what a form adds is not taken over', async () => {
  const fields = { handle: 'ivan', email: 'ivan@example.org', password, role: 'admin', emailVerified: 'true', id: 'x' }
  await web().visitor().post('/sign-up', fields)
  const ivan = await signedIn('ivan')
  await ivan.post('/settings?index', { name: 'Ivan', bio: '', role: 'admin', handle: 'root' })
  const row = await web().world.db.user.findUniqueOrThrow({ where: { handle: 'ivan' } })
  expect([row.role, row.emailVerified, row.name]).toEqual(['member', false, 'Ivan'])
})

async function register(handle: string): Promise<void> {
  await web().world.accounts.signUp({ input: { handle, email: `${handle}@example.org`, password } })
}

async function signedIn(handle: string): Promise<Visitor> {
  const visitor = web().visitor()
  await visitor.post('/sign-in', { identifier: handle, password })
  return visitor
}

async function isSignedIn(visitor: Visitor): Promise<boolean> {
  const answer = await visitor.get('/settings/sessions')
  return answer.status === 200
}
