import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { newId } from '#app/lib/id.ts'
import { readyEmoji } from '#test/support/emoji.ts'
import { imageFile } from '#test/support/images.ts'
import { pageText, startWeb } from '#test/support/web.ts'

const web = startWeb()

type Member = Awaited<ReturnType<ReturnType<typeof web>['member']>>

async function adminCalled(handle: string): Promise<Member> {
  const admin = await web().member(handle)
  await web().world.accounts.setRole({ handle, role: 'admin' })
  return admin
}

/** Sends a form with a file, as a browser without scripts does. */
function sendForm({ cookies }: Pick<Member, 'cookies'>, path: string, fields: Record<string, string>, file?: Buffer) {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  body.set('image', file ? new File([new Uint8Array(file)], 'parrot.png') : new File([], ''))
  const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
  const headers = { origin: web().world.env.origin, cookie }
  return fetch(`${web().address}${path}`, { method: 'POST', body, headers, redirect: 'manual' })
}

test('an admin adds an emoji without scripts, and a member reacts with it, also without', async () => {
  const { world } = web()
  const admin = await adminCalled('ada_adds')
  expect(await pageText(admin, '/admin/jobs')).toContain('href="/admin/emoji"')
  expect(await pageText(admin, '/admin/emoji')).toContain('No emoji of your own yet')
  const fields = { name: ':Party_Parrot:', description: 'It <dances>', category: 'Birds' }
  const added = await sendForm(admin, '/admin/emoji', fields, await imageFile({ format: 'png' }))
  expect([added.status, await added.text()]).toEqual([200, expect.stringContaining('is being prepared')])
  await world.drain()
  const page = await pageText(admin, '/admin/emoji')
  for (const words of [':party_parrot:', 'Birds · It &lt;dances&gt;', '1 of 200 in use']) expect(page).toContain(words)

  const { items } = await (await web().visitor().get('/api/emoji')).json()
  expect(items).toMatchObject([{ name: 'party_parrot', description: 'It <dances>', category: 'Birds' }])
  const [{ id, src }] = items
  const image = await web().visitor().get(src)
  expect([image.status, image.headers.get('cache-control')]).toEqual([200, 'public, max-age=86400, s-maxage=600'])

  const ben = await web().member('ben_reacts')
  const postId = await world.post(ben.viewer, 'a party')
  const path = `/posts/${postId}`
  expect(await pageText(ben, path)).toContain(`href="${path}/react"`)
  const choices = await pageText(ben, `${path}/react`)
  expect(choices).toContain(':party_parrot:')
  const referer = { referer: `${web().world.env.origin}${path}/react` }
  const reacted = await ben.post(`${path}/reaction`, { kind: id }, referer)
  expect([reacted.status, reacted.headers.get('location')]).toEqual([303, path])

  for (const where of ['/', path, '/reactions', `${path}/reactions`, `${path}/reactions?kind=${id}`]) {
    expect([where, await pageText(ben, where)]).toEqual([where, expect.stringContaining(`src="${src}"`)])
  }
  expect(await pageText(ben, `${path}/reactions`)).toContain(`href="${path}/reactions?kind=${id}"`)
  const people = await (await ben.get(`/api${path}/reactions?kind=${id}`)).json()
  expect(people.items).toMatchObject([{ handle: 'ben_reacts', kind: id, emoji: { name: 'party_parrot', src } }])

  const json = { accept: 'application/json' }
  expect(await (await ben.post(`${path}/reaction`, { kind: '' }, json)).json()).toEqual({
    reactions: [],
    reaction: null,
  })
  const retired = await admin.post(`/admin/emoji/${id}/retired`, { on: '1' }, json)
  expect(await retired.json()).toEqual({ isRetired: true })
  expect((await (await ben.get('/api/emoji')).json()).items).toEqual([])
  const refused = await ben.post(`${path}/reaction`, { kind: id }, json)
  expect([refused.status, (await refused.json()).error.fields]).toEqual([422, { kind: 'errors.emoji.notOffered' }])
  const edited = await admin.post(`/admin/emoji/${id}`, { name: 'parrot', description: '', category: '' })
  expect([edited.status, await edited.text()]).toEqual([200, expect.stringContaining('Saved.')])
})

test('what cannot be taken comes back with what was typed, and the reason', async () => {
  const admin = await adminCalled('ada_errs')
  const fields = { name: 'no spaces', description: 'Kept "as is"', category: 'Kept, too' }
  const file = await imageFile({ format: 'png' })
  const named = await sendForm(admin, '/admin/emoji', fields, file)
  const page = await named.text()
  expect(named.status).toBe(422)
  for (const words of [
    'Use 2 to 30 letters',
    'no spaces',
    'Kept &quot;as is&quot;',
    'Kept, too',
    'Choose the image again',
  ]) {
    expect(page).toContain(words)
  }
  const refusals: [Buffer | undefined, string][] = [
    [undefined, 'Choose a picture first.'],
    [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'This is no image that we can take.'],
    [Buffer.concat([file, Buffer.alloc(300_000)]), 'This file is larger than 256 KB.'],
    [Buffer.concat([file, Buffer.alloc(3_000_000)]), 'This file is larger than 256 KB.'],
  ]
  for (const [sent, reason] of refusals) {
    const answer = await sendForm(admin, '/admin/emoji', { ...fields, name: 'fine' }, sent)
    const text = await answer.text()
    expect([answer.status, text]).toEqual([422, expect.stringContaining(reason)])
    expect(text).toContain('value="fine"')
  }
  await readyEmoji(web().world, admin.viewer, 'fine')
  expect(await (await sendForm(admin, '/admin/emoji', { ...fields, name: 'fine' }, file)).text()).toContain(
    'Another emoji has this name',
  )
})

test('for everybody else there is nothing at these addresses, whatever they send', async () => {
  const { world } = web()
  const someone: Viewer = await world.person('someone')
  const id = await readyEmoji(world, someone, 'not_yours')
  const member = await web().member('mallory')
  const file = await imageFile({ format: 'png' })
  const before = await world.db.media.count()
  for (const path of ['/admin/emoji', `/admin/emoji/${id}`]) {
    for (const visitor of [web().visitor(), member]) {
      expect(await pageText(visitor, path, 404)).not.toContain('not_yours')
    }
    expect((await sendForm(member, path, { name: 'mine' }, file)).status).toBe(404)
  }
  const json = { accept: 'application/json' }
  expect((await member.post(`/admin/emoji/${id}/retired`, { on: '1' }, json)).status).toBe(404)
  expect((await member.post(`/admin/emoji/${id}`, { name: 'mine' })).status).toBe(404)
  await sendForm(member, `/admin/emoji/${id}/image`, {}, file)
  expect(await world.db.media.count()).toBe(before)
  expect((await world.emoji.offered()).map(({ name }) => name)).toContain('not_yours')

  const admin = await adminCalled('ada_looks')
  await pageText(admin, `/admin/emoji/${newId()}`, 404)
  expect((await web().visitor().get(`/posts/${newId()}/react`)).headers.get('location')).toContain('/sign-in')
})
