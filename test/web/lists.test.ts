import { expect, test } from 'vitest'
import { listLimits } from '#app/domain/lists/list-rules.ts'
import { newId } from '#app/lib/id.ts'
import { pageText, startWeb } from '#test/support/web.ts'

const web = startWeb()
const asScript = { accept: 'application/json' }

/** Somebody with a list and one person on it. */
async function owner(handle: string) {
  const { world } = web()
  const [visitor, other] = [await web().member(handle), await world.person('other')]
  const { id } = await world.lists.create({ viewer: visitor.viewer, input: { name: 'The few' } })
  await world.lists.setPerson({ viewer: visitor.viewer, listId: id, handle: other.handle, isOn: true })
  return { visitor, other, path: `/lists/${id}` }
}

test('without scripts: a list is made, people are put on it, it is read, renamed and deleted', async () => {
  const { world } = web()
  const [visitor, ana, bo] = [await web().member('maker'), await world.person('ana'), await world.person('bo')]
  await world.post(ana, 'words of ana')
  await world.post(bo, 'words of bo')
  expect(await pageText(visitor, '/lists')).toContain('You have no lists yet')

  const made = await visitor.post('/lists?index', { name: '  Two  rivers ' })
  const people = made.headers.get('location') ?? ''
  expect([made.status, people]).toEqual([302, expect.stringMatching(/^\/lists\/[\w-]{36}\/people$/)])
  const path = people.replace('/people', '')
  expect(await pageText(visitor, '/lists')).toContain('Two rivers')
  expect(await pageText(visitor, path)).toContain('No posts here yet')
  expect(await pageText(visitor, people)).toContain('Nobody is on this list yet')

  expect(await (await visitor.post(people, { handle: `@${ana.handle}` })).text()).toContain('is on this list')
  const withBo = `/people/${bo.handle}/lists`
  expect(await pageText(visitor, `/@${bo.handle}`)).toContain(`href="${withBo}"`)
  expect(await pageText(visitor, withBo)).toContain(`Add @${bo.handle} to Two rivers`)
  const referer = `http://social.test${withBo}`
  const put = await visitor.post(`${path}/people/${bo.handle}`, { on: '1' }, { referer })
  expect([put.status, put.headers.get('location')]).toEqual([303, withBo])
  expect(await pageText(visitor, withBo)).toContain(`Remove @${bo.handle} from Two rivers`)
  const both = await pageText(visitor, path)
  for (const words of ['words of ana', 'words of bo']) expect(both).toContain(words)
  expect(await pageText(visitor, '/lists')).toContain('2 people')

  await visitor.post(`${path}/people/${ana.handle}`, { on: '0' }, { referer })
  expect(await pageText(visitor, path)).not.toContain('words of ana')
  expect(await (await visitor.post(`${path}/edit`, { name: 'One river' })).text()).toContain('The name is saved')
  expect(await pageText(visitor, path)).toContain('One river')
  const deleted = await visitor.post(`${path}/delete`, {})
  expect([deleted.status, deleted.headers.get('location')]).toEqual([303, '/lists'])
  await pageText(visitor, path, 404)
  expect(await pageText(visitor, '/lists')).toContain('You have no lists yet')
})

test("somebody else's list is not there: no page, no form, nothing changed", async () => {
  const { visitor, other, path } = await owner('keeper')
  const stranger = await web().member('stranger')
  for (const list of [path, `/lists/${newId()}`, '/lists/no-id']) {
    for (const page of ['', '/people', '/edit']) await pageText(stranger, list + page, 404)
    for (const [form, fields] of [
      ['/edit', { name: 'Mine now' }],
      ['/people', { handle: 'keeper' }],
    ] as const) {
      expect((await stranger.post(list + form, fields)).status, form).toBe(404)
    }
    for (const [form, fields] of [
      ['/delete', {}],
      [`/people/${other.handle}`, { on: '0' }],
    ] as const) {
      expect((await stranger.post(list + form, fields, asScript)).status, form).toBe(404)
    }
  }
  expect(await pageText(stranger, '/lists')).not.toContain('The few')
  expect(await pageText(visitor, `${path}/people`)).toContain(`@${other.handle}`)
  expect(await pageText(visitor, '/lists')).toContain('The few')
})

test('the signed-out are sent to sign in, and change nothing', async () => {
  const { visitor, other, path } = await owner('host')
  const nobody = web().visitor()
  for (const page of ['/lists', path, `${path}/people`, `${path}/edit`, `/people/${other.handle}/lists`]) {
    const answer = await nobody.get(page)
    const signIn = `/sign-in?${new URLSearchParams({ redirectTo: page })}`
    expect([page, answer.status, answer.headers.get('location')]).toEqual([page, 302, signIn])
  }
  for (const form of [`${path}/delete`, `${path}/people/${other.handle}`]) {
    expect((await nobody.post(form, { on: '0' }, asScript)).status).toBe(401)
  }
  for (const form of ['/lists?index', `${path}/edit`, `${path}/people`]) {
    expect((await nobody.post(form, { name: 'x', handle: 'host' })).headers.get('location')).toBe('/sign-in')
  }
  expect(await pageText(visitor, `${path}/people`)).toContain(`@${other.handle}`)
})

test('what cannot be accepted is said where it was written, or on the page before', async () => {
  const { world } = web()
  const { visitor, other, path } = await owner('clumsy')
  const answers = async (form: string, fields: Record<string, string>) => {
    const response = await visitor.post(form, fields)
    return [response.status, await response.text()] as const
  }
  expect(await answers('/lists?index', { name: '   ' })).toEqual([422, expect.stringContaining('Write a name.')])
  expect(await answers(`${path}/edit`, { name: 'a'.repeat(61) })).toEqual([
    422,
    expect.stringContaining('Use at most 60 characters.'),
  ])
  for (const [handle, words] of [
    ['nobody_here', 'Nobody here has this handle.'],
    ['clumsy', 'You cannot put yourself on a list.'],
    ['two words', 'Use 2 to 30 letters, digits or underscores.'],
  ] as const) {
    expect(await answers(`${path}/people`, { handle })).toEqual([422, expect.stringContaining(words)])
  }

  const listId = path.slice('/lists/'.length)
  const many = Array.from({ length: listLimits.maxPeople - 1 }, () => ({ ownerId: listId, actorId: newId() }))
  await world.db.member.createMany({ data: many })
  const more = await world.person('more')
  const fields = { handle: 'errors.list.full' }
  const refused = await visitor.post(`${path}/people/${more.handle}`, { on: '1' }, asScript)
  expect([refused.status, await refused.json()]).toEqual([422, { error: expect.objectContaining({ fields }) }])
  await visitor.post(`${path}/people/${more.handle}`, { on: '1' }, { referer: `http://social.test${path}` })
  expect(await pageText(visitor, path)).toContain('This list has 1,000 people.')
  expect((await visitor.post(`${path}/people/${other.handle}`, { on: 'yes' }, asScript)).status).toBe(422)
})

test('an older page of a list has an address, with the way back to the newest', async () => {
  const { visitor, other, path } = await owner('reader')
  for (let n = 0; n < 25; n += 1) await web().world.post(other, `post number ${n}.`)
  const first = await pageText(visitor, path)
  const older = /href="(\?cursor=[^"]+)"/.exec(first)?.[1] ?? ''
  expect(first).toContain('post number 24.')
  const second = await pageText(visitor, path + older.replaceAll('&amp;', '&'))
  expect(second).toContain('post number 0.')
  expect(second).not.toContain('post number 24.')
  expect(second).toContain('Back to the newest posts')
})
