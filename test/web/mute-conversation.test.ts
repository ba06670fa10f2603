import { expect, test } from 'vitest'
import { startWeb } from '#test/support/web.ts'

const web = startWeb()

test('without scripts a conversation is muted on its page, and unmuted there', async () => {
  const { world } = web()
  const [ana, bo] = [await web().member('muting'), await world.person('bo')]
  await world.follow(ana.viewer, bo)
  const postId = await world.post(bo, 'on and on')
  const path = `/posts/${postId}`
  const textOf = async (page: string) => (await ana.get(page)).text()
  expect(await textOf('/')).toContain('on and on')
  expect(await textOf(path)).toContain('Mute this conversation')
  const referer = `http://social.test${path}`
  const muted = await ana.post(`${path}/mute`, { on: '1' }, { referer })
  expect([muted.status, muted.headers.get('location')]).toEqual([303, path])
  expect(await textOf('/')).not.toContain('on and on')
  expect(await textOf(path)).toContain('Unmute this conversation')
  await ana.post(`${path}/mute`, { on: '0' }, { referer })
  expect(await textOf('/')).toContain('on and on')
  await ana.post(`${path}/mute`, { on: '1' }, { referer })
  const settings = '/settings/conversations'
  expect(await textOf(settings)).toContain('on and on')
  const unmuted = await ana.post(`${path}/mute`, { on: '0' }, { referer: `http://social.test${settings}` })
  expect([unmuted.status, unmuted.headers.get('location')]).toEqual([303, settings])
  expect(await textOf(settings)).toContain('You mute no conversation')
  const asScript = await ana.post(`${path}/mute`, { on: '1' }, { accept: 'application/json' })
  expect(await asScript.json()).toEqual({ isConversationMuted: true })
  const nobody = await web().visitor().post(`${path}/mute`, { on: '1' }, { accept: 'application/json' })
  expect(nobody.status).toBe(401)
})
