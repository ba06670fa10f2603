import { expect, test } from 'vitest'
import { pageText, startWeb } from '#test/support/web.ts'

const web = startWeb()
const asScript = { accept: 'application/json' }

const signedIn = (handle: string) => web().member(handle)

test('a script blocks and mutes, again, and takes it back', async () => {
  const [visitor, other] = [await signedIn('ana'), await web().world.person('other')]
  const send = async (kind: string, on: string) => {
    const response = await visitor.post(`/people/${other.handle}/${kind}`, { on }, asScript)
    return [response.status, await response.json()]
  }
  for (const [kind, word] of [
    ['block', 'isBlocking'],
    ['mute', 'isMuting'],
    ['reposts', 'areRepostsHidden'],
  ] as const) {
    for (const on of ['1', '1', '0', '0'])
      expect(await send(kind, on)).toEqual([200, expect.objectContaining({ [word]: on === '1' })])
    expect(await send(kind, 'yes')).toEqual([422, expect.anything()])
  }
})

test('a plain form blocks; the profile says so and shows nothing, and a form takes it back', async () => {
  const { world } = web()
  const [visitor, other] = [await signedIn('bea'), await world.person('other')]
  await world.post(other, 'words that bea does not see')
  const path = `/@${other.handle}`
  expect(await pageText(visitor, path)).toContain('words that bea does not see')

  const referer = `http://social.test${path}`
  const blocked = await visitor.post(`/people/${other.handle}/block`, { on: '1' }, { referer })
  expect([blocked.status, blocked.headers.get('location')]).toEqual([303, path])
  for (const page of [path, `${path}?tab=replies`]) {
    const text = await pageText(visitor, page)
    expect(text).toContain(`You blocked @${other.handle}`)
    expect(text).not.toContain('words that bea does not see')
  }
  for (const page of [`${path}/followers`, `${path}/following`]) await pageText(visitor, page, 404)
  expect(await pageText(visitor, '/settings/people')).toContain(`Unblock @${other.handle}`)
  expect(await pageText(visitor, '/settings/people?list=muted')).toContain('You mute nobody')

  await visitor.post(`/people/${other.handle}/block`, { on: '0' }, { referer })
  expect(await pageText(visitor, path)).toContain('words that bea does not see')
  expect(await pageText(visitor, '/settings/people')).toContain('You block nobody')
})

test('for who is blocked, there is nobody', async () => {
  const { world } = web()
  const [cleo, dan] = [await signedIn('cleo'), await signedIn('dan')]
  const { id } = cleo.viewer
  const { id: postId } = await world.posts.create({ author: { id }, input: { text: 'by cleo' } })
  await cleo.post('/people/dan/block', { on: '1' }, asScript)
  for (const path of ['/@cleo', '/@cleo/followers', `/posts/${postId}`]) await pageText(dan, path, 404)
  expect((await dan.post('/people/cleo/follow', { on: '1' }, asScript)).status).toBe(404)
  expect(await pageText(dan, '/explore')).not.toContain('by cleo')
  expect(await (await dan.get(`/api/feeds/user/${id}`)).json()).toMatchObject({ items: [] })
  await pageText(web().visitor(), '/@cleo')
})

test('the profile of who is muted stays, and offers to undo it', async () => {
  const [visitor, other] = [await signedIn('elif'), await web().world.person('other')]
  await web().world.post(other, 'still to be read here')
  await visitor.post(`/people/${other.handle}/mute`, { on: '1' }, asScript)
  const page = await pageText(visitor, `/@${other.handle}`)
  for (const words of ['You muted this person', `Unmute @${other.handle}`, 'still to be read here']) {
    expect(page).toContain(words)
  }
  expect(await pageText(visitor, '/explore')).not.toContain('still to be read here')
  expect(await pageText(visitor, '/settings/people?list=muted')).toContain(`Unmute @${other.handle}`)
})

test('who is suspended is nobody, but moderators see a note', async () => {
  const { world } = web()
  const [visitor, other] = [await signedIn('finn'), await world.person('other')]
  await world.safety.suspend({ handle: other.handle, by: 'operator' })
  await pageText(visitor, `/@${other.handle}`, 404)
  await world.accounts.setRole({ handle: 'finn', role: 'moderator' })
  expect(await pageText(visitor, `/@${other.handle}`)).toContain('This account is suspended')
})

test('oneself, nobody, and the signed-out are refused', async () => {
  const visitor = await signedIn('hugo')
  for (const kind of ['block', 'mute', 'reposts']) {
    expect((await visitor.post(`/people/hugo/${kind}`, { on: '1' }, asScript)).status).toBe(422)
    expect((await visitor.post(`/people/nobody_here/${kind}`, { on: '1' }, asScript)).status).toBe(404)
    expect((await web().visitor().post(`/people/hugo/${kind}`, { on: '1' }, asScript)).status).toBe(401)
    const read = await visitor.get(`/people/hugo/${kind}`)
    expect([read.status, read.headers.get('location')]).toEqual([302, '/@hugo'])
  }
  expect((await web().visitor().get('/settings/people')).headers.get('location')).toContain('/sign-in')
})
