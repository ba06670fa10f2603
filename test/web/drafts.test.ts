import { expect, test } from 'vitest'
import { newId } from '#app/lib/id.ts'
import { pageText, startWeb } from '#test/support/web.ts'

const web = startWeb()
const asScript = { accept: 'application/json' }

test('without scripts: a draft is kept, found again, gone on with, and is gone when it is posted', async () => {
  const ana = await web().member('drafting')
  expect(await pageText(ana, '/drafts')).toContain('No drafts')
  const clientKey = newId()
  const kept = await ana.post('/drafts', { text: 'half a <b>thought', audience: 'followers', clientKey })
  expect([kept.status, kept.headers.get('location')]).toEqual([303, '/drafts'])
  const list = await pageText(ana, '/drafts')
  expect(list).toContain('half a &lt;b&gt;thought')
  const compose = /href="(\/compose\?draft=[\w-]+)"/.exec(list)?.[1] ?? ''
  const page = await pageText(ana, compose)
  expect(page).toMatch(/<textarea[^>]*>half a &lt;b&gt;thought<\/textarea>/)
  expect(page).toMatch(/<option value="followers" selected/)
  expect(page).toContain(`value="${clientKey}"`)
  await ana.post('/compose', { text: 'a whole thought', audience: 'followers', clientKey })
  expect(await pageText(ana, '/drafts')).toContain('No drafts')
  await pageText(ana, compose, 404)
})

test('without scripts: a post is scheduled, listed, posted now or deleted; a wrong time loses nothing', async () => {
  const bo = await web().member('scheduling')
  const clientKey = newId()
  const fields = { text: 'for the new year', clientKey, later: '1' }
  const refused = await bo.post('/scheduled', { ...fields, publishAt: '2001-01-01T10:00' })
  const again = await refused.text()
  expect(refused.status).toBe(422)
  expect(again).toContain('That time is over')
  expect(again).toMatch(/<textarea[^>]*>for the new year<\/textarea>/)
  const publishAt = new Date(Date.now() + 3600_000).toISOString().slice(0, 16)
  const done = await bo.post('/scheduled', { ...fields, publishAt })
  expect([done.status, done.headers.get('location')]).toEqual([303, '/scheduled'])
  const list = await pageText(bo, '/scheduled')
  expect(list).toContain('for the new year')
  expect(await pageText(bo, '/drafts')).not.toContain('for the new year')
  const publish = /action="(\/scheduled\/[\w-]+\/publish)"/.exec(list)?.[1] ?? ''
  expect((await bo.post(publish, {})).status).toBe(303)
  expect(await pageText(bo, '/@scheduling')).toContain('for the new year')
  expect(await pageText(bo, '/scheduled')).toContain('Nothing is scheduled')
})

test('scripts are answered in JSON, and the API lists what is kept', async () => {
  const cy = await web().member('scripted')
  const clientKey = newId()
  const kept = await cy.post('/drafts/save', { text: 'a', clientKey, version: '0' }, asScript)
  expect(await kept.json()).toEqual({ clientKey, version: 1 })
  const publishAt = new Date(Date.now() + 3600_000).toISOString()
  const scheduled = await cy.post('/scheduled/save', { text: 'b', clientKey: newId(), publishAt }, asScript)
  expect(await scheduled.json()).toMatchObject({ fields: { text: 'b' }, publishAt })
  const past = await cy.post(
    '/scheduled/save',
    { text: 'b', clientKey: newId(), publishAt: '2001-01-01T00:00:00Z' },
    asScript,
  )
  expect([past.status, await past.json()]).toMatchObject([
    422,
    { error: { fields: { publishAt: 'errors.schedule.past' } } },
  ])
  for (const [path, text] of [
    ['/api/drafts', 'a'],
    ['/api/drafts?context=home', 'a'],
    ['/api/scheduled', 'b'],
  ] as const) {
    const { items } = await (await cy.get(path)).json()
    expect(
      items.map(({ fields }: { fields: { text: string } }) => fields.text),
      path,
    ).toEqual([text])
  }
  const stranger = await web().member('strange')
  for (const path of ['/api/drafts', '/api/scheduled']) {
    expect(await (await stranger.get(path)).json()).toEqual({ items: [] })
    expect((await web().visitor().get(path)).status).toBe(401)
  }
})

test("somebody else's draft is not there: no page, no form, nothing changed", async () => {
  const [owner, stranger] = [await web().member('owning'), await web().member('snooping')]
  await owner.post('/drafts', { text: 'private', clientKey: newId() })
  const [draft] = await web().world.drafts.all({ viewer: owner.viewer })
  for (const id of [draft?.id, newId(), 'no-id']) {
    await pageText(stranger, `/compose?draft=${id}`, 404)
    for (const form of [`/drafts/${id}/delete`, `/scheduled/${id}/publish`])
      expect((await stranger.post(form, {}, asScript)).status, form).toBe(404)
  }
  expect(await web().world.drafts.all({ viewer: owner.viewer })).toHaveLength(1)
  for (const path of ['/drafts', '/scheduled', '/compose?draft=x']) {
    const { status, headers } = await web().visitor().get(path)
    expect([status, headers.get('location')?.startsWith('/sign-in')]).toEqual([302, true])
  }
})

test('posts that wait for their time count as posts, each of a thread by itself', async () => {
  const dee = await web().member('dee_later')
  const schedule = async (fields: Record<string, string>) => {
    const publishAt = new Date(Date.now() + 3600_000).toISOString()
    return (await dee.post('/scheduled/save', { text: 'x', clientKey: newId(), publishAt, ...fields }, asScript)).status
  }
  const thread = JSON.stringify(Array.from({ length: 24 }, (_, n) => `${n}`))
  expect(await schedule({ thread })).toBe(200)
  for (let n = 25; n < 30; n += 1) expect(await schedule({})).toBe(200)
  expect(await schedule({})).toBe(429)
})
