import { expect, test } from 'vitest'
import { newId } from '#app/lib/id.ts'
import { pageText, startWeb } from '#test/support/web.ts'

const web = startWeb()
const asScript = { accept: 'application/json' }

test('without scripts: a post is kept, put into a folder, and let go when it is gone', async () => {
  const { world } = web()
  const [visitor, other] = [await web().member('ana'), await world.person('other')]
  const postId = await world.post(other, 'a pie to remember')
  const path = `/posts/${postId}/bookmark`
  expect(await pageText(visitor, '/bookmarks')).toContain('You have no bookmarks yet')
  expect(await pageText(visitor, '/explore')).toContain(`action="${path}"`)
  const kept = await visitor.post(path, { on: '1' }, { referer: 'http://social.test/explore' })
  expect([kept.status, kept.headers.get('location')]).toEqual([303, `/explore#${postId}`])
  expect(await pageText(visitor, '/bookmarks')).toContain('a pie to remember')

  expect(await pageText(visitor, '/bookmarks/folders')).toContain('You have no folders yet')
  expect(await (await visitor.post('/bookmarks/folders', { name: ' Pies ' })).text()).toContain('Pies')
  const folder = /value="([\w-]{36})"/.exec(await pageText(visitor, `${path}/folder`))?.[1] ?? ''
  const moved = await visitor.post(path, { on: '1', folder })
  expect(moved.headers.get('location')).toBe(`/bookmarks/${folder}`)
  const inside = await pageText(visitor, `/bookmarks/${folder}`)
  for (const words of ['a pie to remember', 'In Pies']) expect(inside).toContain(words)

  await visitor.post(`/bookmarks/${folder}/rename`, { name: 'Cakes' })
  expect(await pageText(visitor, '/bookmarks/folders')).toContain('Cakes')
  expect((await visitor.post(`/bookmarks/${folder}/delete`, {})).headers.get('location')).toBe('/bookmarks/folders')
  await pageText(visitor, `/bookmarks/${folder}`, 404)
  await world.posts.remove({ postId, viewer: other })
  const page = await pageText(visitor, '/bookmarks')
  expect(page).toContain('This post is no longer available.')
  expect(page).not.toContain('a pie to remember')
  await visitor.post(path, { on: '0' }, { referer: 'http://social.test/bookmarks' })
  expect(await pageText(visitor, '/bookmarks')).toContain('You have no bookmarks yet')
})

test('a script keeps and lets go, and reads what it keeps', async () => {
  const { world } = web()
  const visitor = await web().member('bea')
  const postId = await world.post(await world.person('other'), 'words')
  const send = async (fields: Record<string, string>) => {
    const response = await visitor.post(`/posts/${postId}/bookmark`, fields, asScript)
    return [response.status, await response.json()]
  }
  const read = async (path: string) => (await visitor.get(path)).json()
  for (const on of ['1', '1']) expect(await send({ on })).toEqual([200, { isBookmarked: true }])
  expect(await read('/api/bookmarks')).toMatchObject({
    items: [{ postId, folderId: null, post: { id: postId, viewer: { isBookmarked: true } } }],
    nextCursor: null,
  })
  expect((await send({ on: 'yes' }))[0]).toBe(422)
  expect((await send({ on: '1', folder: 'x' }))[0]).toBe(422)
  expect((await send({ on: '1', folder: newId() }))[0]).toBe(404)
  expect((await visitor.get(`/api/bookmarks/${newId()}`)).status).toBe(404)
  for (const on of ['0', '0']) expect(await send({ on })).toEqual([200, { isBookmarked: false }])
  expect(await read('/api/bookmarks')).toEqual({ items: [], nextCursor: null })
})

test("the signed-out, and somebody else's, are refused", async () => {
  const { world } = web()
  const [owner, stranger] = [await web().member('cleo'), await web().member('dan')]
  const { id } = await world.bookmarks.createFolder({ viewer: owner.viewer, input: { name: 'Secret plans' } })
  const nobody = web().visitor()
  for (const page of ['/bookmarks', `/bookmarks/${id}`, '/bookmarks/folders'])
    expect((await nobody.get(page)).headers.get('location')).toContain('/sign-in')
  expect((await nobody.get('/api/bookmarks')).status).toBe(401)
  expect((await nobody.post(`/posts/${newId()}/bookmark`, { on: '1' }, asScript)).status).toBe(401)
  await pageText(stranger, `/bookmarks/${id}`, 404)
  expect((await stranger.get(`/api/bookmarks/${id}`)).status).toBe(404)
  for (const [form, fields] of [
    ['rename', { name: 'x' }],
    ['delete', {}],
  ] as const)
    expect((await stranger.post(`/bookmarks/${id}/${form}`, fields, asScript)).status).toBe(404)
  const refused = await owner.post('/bookmarks/folders', { name: ' ' })
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('Write a name.')])
  await pageText(stranger, `/posts/${newId()}/bookmark/folder`, 404)
})
