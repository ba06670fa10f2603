import { expect, test } from 'vitest'
import { limits } from '#app/web/limits.ts'
import { startWeb } from '#test/support/web.ts'

const web = startWeb({ ORIGIN: 'https://social.test', TRUSTED_PROXIES: '1' })
const password = 'a river in the night'

test('known and unknown accounts get the same answer to a sign-in', async () => {
  await register('alice')
  const { db } = web().world
  await db.user.create({ data: { id: '01900000-0000-7000-8000-000000000001', handle: 'imported', name: 'Imported' } })
  const answers: unknown[] = []
  for (const identifier of ['alice', 'alice@example.org', 'nobody', 'nobody@example.org', 'imported', 'a b@c']) {
    const response = await from('198.51.100.1').post('/sign-in.data', { identifier, password: 'not the password' })
    answers.push([response.status, (await response.text()).replaceAll(JSON.stringify(identifier), '"whom"')])
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]).toEqual([422, expect.stringContaining('errors.signIn')])
})

test('a sign-up with a known address looks like any other, and changes nothing', async () => {
  await register('bela')
  const before = await web().world.db.credential.findFirstOrThrow({ where: { user: { handle: 'bela' } } })
  const answers: unknown[] = []
  for (const [handle, email] of [
    ['bela_two', 'bela@example.org'],
    ['bela_three', 'BELA@example.org'],
    ['newcomer', 'newcomer@example.org'],
  ] as const) {
    const response = await from('198.51.100.2').post('/sign-up', { handle, email, password: 'another long one' })
    answers.push([
      response.status,
      response.headers.get('location'),
      response.headers.getSetCookie(),
      await response.text(),
    ])
  }
  expect(answers[1]).toEqual(answers[0])
  expect(answers[2]).toEqual(answers[0])

  const { db } = web().world
  const after = await db.credential.findFirstOrThrow({ where: { user: { handle: 'bela' } } })
  expect(after.password).toBe(before.password)
  expect(await db.user.count({ where: { handle: { startsWith: 'bela_' } } })).toBe(0)
})

test('two who want one handle at once: one gets it, the other hears of it', async () => {
  const answers = await Promise.all(
    ['one', 'two', 'three'].map((name) =>
      from('198.51.100.3').post('/sign-up', { handle: 'wanted', email: `${name}@example.org`, password }),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([302, 422, 422])
  expect(
    await web().world.db.user.count({
      where: { email: { in: ['one@example.org', 'two@example.org', 'three@example.org'] } },
    }),
  ).toBe(1)
})

test('two with one address at once get one answer and one account', async () => {
  const email = 'shared@example.org'
  const answers = await Promise.all(
    ['shared_one', 'shared_two', 'shared_three'].map((handle) =>
      from('198.51.100.6').post('/sign-up', { handle, email, password }),
    ),
  )
  expect(answers.map(({ status, headers }) => [status, headers.get('location')])).toEqual(
    Array(3).fill([302, '/sign-in?new']),
  )
  expect(await web().world.db.user.count({ where: { email } })).toBe(1)
})

test('over HTTPS the cookie belongs to this host alone', async () => {
  await register('cara')
  const response = await from('198.51.100.4').post('/sign-in', { identifier: 'cara', password })
  expect(response.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Host-session=[^;]+; Max-Age=7776000; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
  ])
})

test('fields that are sent twice, as lists or as files are refused', async () => {
  const visitor = from('198.51.100.5')
  const twice = new URLSearchParams([
    ['handle', 'dora'],
    ['email', 'victim@example.org'],
    ['email', 'evil@example.org'],
    ['password', password],
  ])
  const file = new FormData()
  file.set('handle', 'dora')
  file.set('email', new File(['dora@example.org'], 'email.txt'))
  file.set('password', password)
  for (const body of [twice, file]) {
    const response = await fetch(`${web().address}/sign-up`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { origin: 'https://social.test', 'x-forwarded-for': '198.51.100.5' },
    })
    expect(response.status).toBe(422)
  }
  for (const email of [
    'victim@example.org,evil@example.org',
    'victim@example.org\nCc: evil@example.org',
    'a@b@c.org',
  ]) {
    expect((await visitor.post('/sign-up', { handle: 'dora', email, password })).status).toBe(422)
  }
  expect((await visitor.post('/sign-in', { identifier: 'a\u0000b', password })).status).toBe(422)
  const json = await visitor.post('/sign-in', {}, { 'content-type': 'application/json' })
  expect(json.status).toBe(422)
  expect(await web().world.db.user.count({ where: { handle: 'dora' } })).toBe(0)
})

test('guessing one account is stopped, wherever the guesses come from', async () => {
  await register('ella')
  const { times } = limits['sign-in'].name
  const statuses: number[] = []
  for (let guess = 0; guess <= times; guess += 1) {
    const response = await from(`203.0.113.${guess}`).post('/sign-in', {
      identifier: [' ELLA', '@ella', 'Ella@example.org '][guess % 3] ?? '',
      password: `wrong ${guess}`,
    })
    statuses.push(response.status)
    if (response.status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  }
  expect(statuses).toEqual([...Array<number>(times).fill(422), 429])
  // The right password does not open it either, until the time is over.
  expect((await from('203.0.113.99').post('/sign-in', { identifier: 'ella', password })).status).toBe(429)
})

test('guessing many accounts from one network is stopped, whatever the headers say', async () => {
  const { times } = limits['sign-in'].address
  await exhaust('sign-in', '2001:db8:1:2::/64', times - 1)
  // What a visitor writes stands left of what the proxy adds.
  const forged = (n: number) => ({ 'x-forwarded-for': `192.0.2.${n}, 2001:db8:1:2::${n}`, 'x-real-ip': `192.0.2.${n}` })
  const guess = (n: number) =>
    web()
      .visitor(forged(n))
      .post('/sign-in', { identifier: `nobody_${n}`, password: 'some password' })

  expect((await guess(1)).status).toBe(422)
  expect((await guess(2)).status).toBe(429)
  expect(
    (await from('2001:db8:1:3::1').post('/sign-in', { identifier: 'nobody', password: 'some password' })).status,
  ).toBe(422)
})

test('signing up over and over from one network is stopped', async () => {
  await exhaust('sign-up', '198.51.100.77', limits['sign-up'].address.times)
  const fields = { handle: 'one_more', email: 'one_more@example.org', password }
  expect((await from('198.51.100.77').post('/sign-up', fields)).status).toBe(429)
  expect((await from('198.51.100.78').post('/sign-up', fields)).status).toBe(302)
})

function from(address: string) {
  return web().visitor({ 'x-forwarded-for': address })
}

async function exhaust(kind: 'sign-in' | 'sign-up', network: string, times: number): Promise<void> {
  const { limiter } = web().world
  for (let n = 0; n < times; n += 1) await limiter.consume(`${kind}:address`, network, limits[kind].address)
}

async function register(handle: string): Promise<void> {
  await web().world.accounts.signUp({ input: { handle, email: `${handle}@example.org`, password } })
}
