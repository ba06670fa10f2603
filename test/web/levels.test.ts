import { expect, test } from 'vitest'
import { pageText, startWeb } from '#test/support/web.ts'

const web = startWeb()
const asScript = { accept: 'application/json' }

test('without scripts: how much of somebody one sees is chosen, told and listed', async () => {
  const { world } = web()
  const [visitor, other] = [await web().member('ana'), await world.person('other')]
  const [path, page] = [`/@${other.handle}`, `/people/${other.handle}/how-much`]
  expect(await pageText(visitor, path)).not.toContain(page)
  expect(await pageText(visitor, '/settings/people?list=levels')).toContain('You see as much of everybody')
  await pageText(visitor, page, 404)

  await world.follow(visitor.viewer, other)
  expect(await pageText(visitor, path)).toContain(`href="${page}"`)
  expect(await pageText(visitor, page)).toMatch(/value="normal"[^>]*checked|checked[^>]*value="normal"/)
  const sent = await visitor.post(`/people/${other.handle}/level`, { level: 'less' })
  expect([sent.status, sent.headers.get('location')]).toEqual([303, path])
  expect(await pageText(visitor, path)).toContain('Your home feed shows less of this person.')
  expect(await pageText(visitor, page)).toMatch(/value="less"[^>]*checked|checked[^>]*value="less"/)
  expect(await pageText(visitor, '/settings/people?list=levels')).toContain(
    `Change how much you see of @${other.handle}: Less`,
  )
})

test('a script is answered in JSON, and whom one does not follow is nobody', async () => {
  const { world } = web()
  const [visitor, other] = [await web().member('bea'), await world.person('other')]
  const set = (handle: string, level: string) => visitor.post(`/people/${handle}/level`, { level }, asScript)
  await world.follow(visitor.viewer, other)
  expect(await (await set(other.handle, 'best')).json()).toEqual({ level: 'best' })
  expect((await set(other.handle, 'all')).status).toBe(422)
  const stranger = await world.person('stranger')
  const [unfollowed, nobody] = [await set(stranger.handle, 'less'), await set('nobody_here', 'less')]
  expect([unfollowed.status, nobody.status]).toEqual([404, 404])
  expect(await unfollowed.json()).toEqual(await nobody.json())
  expect((await web().visitor().get(`/people/${other.handle}/how-much`)).headers.get('location')).toContain('/sign-in')
})
