import { expect, test } from 'vitest'
import { pageText, startWeb } from '#test/support/web.ts'

const web = startWeb()
const asScript = { accept: 'application/json' }

test('without scripts: somebody is muted for a day, and the pages say until when', async () => {
  const [visitor, other] = [await web().member('ana'), await web().world.person('other')]
  const path = `/@${other.handle}`
  const profile = await pageText(visitor, path)
  for (const words of ['For 30 days', 'Keep their notifications', 'Hide reposts of']) expect(profile).toContain(words)
  const fields = { on: '1', length: 'day', notifications: 'show' }
  await visitor.post(`/people/${other.handle}/mute`, fields, { referer: `http://social.test${path}` })
  for (const page of [path, '/settings/people?list=muted'])
    expect(await pageText(visitor, page)).toMatch(/Until(<!-- -->)? (<!-- -->)?<time/)
  const [row] = await web().world.db.mute.findMany({ where: { muterId: visitor.viewer.id } })
  expect(row?.hidesNotifications).toBe(false)
  expect((await visitor.post(`/people/${other.handle}/mute`, { on: '1', length: 'a year' }, asScript)).status).toBe(422)

  await visitor.post(`/people/${other.handle}/reposts`, { on: '1' }, { referer: `http://social.test${path}` })
  expect(await pageText(visitor, path)).toContain(`Show reposts of @${other.handle}`)
  expect(await pageText(visitor, '/settings/people?list=reposts')).toContain(`Show reposts of @${other.handle}`)
})

test('without scripts: a word is muted, folds a post that can be opened, and is removed', async () => {
  const { world } = web()
  const [visitor, other] = [await web().member('bea'), await world.person('other')]
  await world.post(other, 'mostly about turnips')
  expect(await pageText(visitor, '/settings/words')).toContain('You mute no words')
  const fields = { phrase: ' Turnips ', action: 'warn', inHome: '1', length: 'week' }
  expect(await (await visitor.post('/settings/words', fields)).text()).toContain('“Turnips” is muted.')
  expect(await pageText(visitor, '/explore')).toMatch(
    /<details class="warned"><summary>.*Contains “Turnips”[^<]*<\/span><\/summary><p[^>]*>mostly/,
  )
  const page = await pageText(visitor, '/settings/words')
  const remove = /action="(\/settings\/words\/[\w-]{36}\/delete)"/.exec(page)?.[1] ?? ''
  expect((await (await web().member('carl')).post(remove, {}, asScript)).status).toBe(404)
  await visitor.post(remove, {})
  expect(await pageText(visitor, '/settings/words')).toContain('You mute no words')
  expect(await pageText(visitor, '/explore')).not.toContain('Contains “Turnips”')
})

test('what cannot be muted is said where it was written', async () => {
  const visitor = await web().member('dan')
  const good = { phrase: 'word', action: 'hide', inHome: '1', length: 'hour' }
  for (const [fields, words] of [
    [{ ...good, phrase: '...' }, 'Write a word, or words in a row.'],
    [{ ...good, phrase: 'w'.repeat(101) }, 'Use at most 100 characters.'],
    [{ phrase: 'word', action: 'hide' }, 'Choose at least one place.'],
  ] as const) {
    const response = await visitor.post('/settings/words', fields)
    expect([response.status, await response.text()]).toEqual([422, expect.stringContaining(words)])
  }
  expect((await web().visitor().get('/settings/words')).headers.get('location')).toContain('/sign-in')
})
