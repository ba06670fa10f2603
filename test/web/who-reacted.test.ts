import { expect, test } from 'vitest'
import { newId } from '#app/lib/id.ts'
import { pageText, startWeb } from '#test/support/web.ts'

const web = startWeb()

test('pages and API say who reacted and who reposted; the post leads there', async () => {
  const { world } = web()
  const [visitor, other] = [await web().member('ana'), await world.person('Otto')]
  const postId = await world.post(visitor.viewer, 'hello')
  const path = `/posts/${postId}`
  expect(await pageText(visitor, `${path}/reactions`)).toContain('Nobody has reacted yet')
  expect(await pageText(visitor, `${path}/reposts`)).toContain('Nobody has reposted this yet')
  expect(await pageText(visitor, path)).not.toContain(`${path}/reactions`)
  await world.posts.react({ postId, viewer: other, kind: 'wow' })
  await world.posts.repost({ postId, viewer: other })
  const page = await pageText(visitor, path)
  for (const words of [`${path}/reactions`, '1 reaction', `${path}/reposts`, '1 repost']) expect(page).toContain(words)
  for (const way of ['reactions', 'reactions?kind=wow', 'reposts'])
    expect(await pageText(web().visitor(), `${path}/${way}`)).toContain(`@${other.handle}`)
  expect(await pageText(visitor, `${path}/reactions?kind=like`)).not.toContain(`@${other.handle}`)

  const read = async (way: string) => (await visitor.get(`/api${path}/${way}`)).json()
  expect(await read('reactions?kind=wow')).toMatchObject({ items: [{ id: other.id, kind: 'wow' }], nextCursor: null })
  expect(await read('reactions?kind=like')).toEqual({ items: [], nextCursor: null, hiddenCount: 0 })
  expect(await read('reposts')).toMatchObject({ items: [{ handle: other.handle }] })
  expect((await visitor.get(`/api${path}/reactions?kind=shrug`)).status).toBe(422)

  await world.safety.setPrivate({ viewer: other, isPrivate: true })
  const hidden = await pageText(visitor, `${path}/reactions`)
  expect(hidden).not.toContain(`@${other.handle}`)
  expect(hidden).toMatch(/And (<!-- -->)?1(<!-- -->)? person whom you cannot see/)
  await world.safety.setPrivate({ viewer: visitor.viewer, isPrivate: true })
  for (const way of ['reactions', 'reposts']) {
    await pageText(web().visitor(), `${path}/${way}`, 404)
    expect((await web().visitor().get(`/api${path}/${way}`)).status).toBe(404)
    await pageText(visitor, `/posts/${newId()}/${way}`, 404)
  }
})

test('one finds what one reacted to, and nobody else does', async () => {
  const { world } = web()
  const visitor = await web().member('bea')
  expect(await pageText(visitor, '/reactions')).toContain('You have not reacted to anything yet')
  expect(await pageText(visitor, '/@bea')).toContain('href="/reactions"')
  const postId = await world.post(await world.person('other'), 'worth a smile')
  await world.posts.react({ postId, viewer: visitor.viewer, kind: 'laugh' })
  expect(await pageText(visitor, '/reactions')).toContain('worth a smile')
  expect(await (await visitor.get('/api/reactions')).json()).toMatchObject({
    items: [{ id: postId }],
    nextCursor: null,
  })
  expect((await web().visitor().get('/api/reactions')).status).toBe(401)
  expect((await web().visitor().get('/reactions')).headers.get('location')).toContain('/sign-in')
  expect(await pageText(web().visitor(), '/@bea')).not.toContain('href="/reactions"')
})
