import { expect, test } from 'vitest'
import { pageText, startWeb } from '#test/support/web.ts'

const web = startWeb()
const asScript = { accept: 'application/json' }

const signedIn = (handle: string) => web().member(handle)

test('without scripts: who may quote is chosen, and nobody else is offered to', async () => {
  const { world } = web()
  const [nora, otis] = [await signedIn('nora'), await signedIn('otis')]
  const postId = await world.post(nora.viewer, 'words of nora')
  const way = `href="/compose?quote=${postId}"`
  expect(await pageText(otis, `/posts/${postId}`)).toContain(way)
  const choice = { isPrivate: '0', quotesFrom: 'followers' }
  expect(await (await nora.post('/settings/privacy', choice)).text()).toContain('Your choice is saved')
  expect(await pageText(nora, '/settings/privacy')).toMatch(
    /value="followers"[^>]*checked|checked[^>]*value="followers"/,
  )
  expect(await pageText(otis, `/posts/${postId}`)).not.toContain(way)
  const refused = 'does not let you quote it'
  expect(await pageText(otis, `/compose?quote=${postId}`)).toContain(refused)
  const sent = await otis.post('/compose', { text: 'kept words', quoteId: postId })
  expect([sent.status, await sent.text()]).toEqual([422, expect.stringContaining(refused)])
  const asked = await otis.post('/posts', { text: 'words', quoteId: postId }, asScript)
  expect([asked.status, await asked.json()]).toMatchObject([
    422,
    { error: { fields: { quoteId: 'errors.post.quote' } } },
  ])
  await world.follow(otis.viewer, nora.viewer)
  expect(await pageText(otis, `/posts/${postId}`)).toContain(way)
  expect(await pageText(otis, `/compose?quote=${postId}`)).not.toContain(refused)
  expect((await nora.post('/settings/privacy', { ...choice, quotesFrom: 'some' })).status).toBe(422)
})

test('without scripts: an account is made private, is asked, answers, and takes a follower off', async () => {
  const { world } = web()
  const [ana, ben] = [await signedIn('ana'), await signedIn('ben')]
  const postId = await world.post(ana.viewer, 'words of ana')
  const referer = 'http://social.test/@ana'
  expect(await (await ana.post('/settings/privacy', { isPrivate: '1' })).text()).toContain('Your choice is saved')

  const closed = await pageText(ben, '/@ana')
  for (const words of ['This account is private', 'Ask to follow ana']) expect(closed).toContain(words)
  for (const words of ['words of ana', 'follower</', '/@ana/followers']) expect(closed).not.toContain(words)
  for (const path of ['/@ana/followers', '/@ana/following', `/posts/${postId}`]) await pageText(ben, path, 404)
  await ben.post('/people/ana/follow', { on: '1' }, { referer })
  expect(await pageText(ben, '/@ana')).toContain('Requested')
  await pageText(ben, `/posts/${postId}`, 404)

  const home = await pageText(ana, '/')
  expect(home).toContain('href="/requests"')
  expect(home).toMatch(/>1<span class="sr-only">[^<]*(<!-- -->)?waiting/)
  expect(await pageText(ana, '/settings/privacy')).toContain('1 person is waiting: choosing this approves them')
  expect(await pageText(ana, '/requests')).toContain('Approve @ben')
  await ana.post('/people/ben/request', { answer: 'approve' }, { referer: 'http://social.test/requests' })
  expect(await pageText(ana, '/requests')).toContain('Nobody asks to follow you')
  expect(await pageText(ana, '/')).not.toContain('waiting')
  expect(await pageText(ben, '/@ana')).toContain('words of ana')
  await pageText(ben, `/posts/${postId}`)

  expect(await pageText(ana, '/@ana/followers')).toContain('Remove @ben from your followers')
  expect(await pageText(ana, '/@ben')).toContain('Remove from your followers')
  await ana.post('/people/ben/follower', { on: '0' }, { referer: 'http://social.test/@ana/followers' })
  expect(await pageText(ana, '/@ana/followers')).toContain('Nobody follows @ana yet')
  await pageText(ben, `/posts/${postId}`, 404)
})

test('a script asks, is approved and rejected; what it may not know is not in the answers', async () => {
  const [cleo, dan, eve] = [await signedIn('cleo'), await signedIn('dan'), await signedIn('eve')]
  await web().world.safety.setPrivate({ viewer: cleo.viewer, isPrivate: true })
  const send = async (visitor: typeof dan, path: string, fields: Record<string, string>) => {
    const response = await visitor.post(path, fields, asScript)
    return [response.status, await response.json()]
  }
  for (const visitor of [dan, eve])
    expect(await send(visitor, '/people/cleo/follow', { on: '1' })).toEqual([
      200,
      { isFollowing: false, isRequested: true, followerCount: null },
    ])
  expect(await send(cleo, '/people/dan/request', { answer: 'approve' })).toEqual([200, { isFollower: true }])
  expect(await send(cleo, '/people/eve/request', { answer: 'reject' })).toEqual([200, { isFollower: false }])
  expect(await send(cleo, '/people/eve/request', { answer: 'approve' })).toEqual([404, expect.anything()])
  expect(await send(cleo, '/people/dan/follower', { on: '0' })).toEqual([200, { isFollower: false }])
  expect(await send(cleo, '/people/dan/follower', { on: '1' })).toEqual([422, expect.anything()])
  expect(await send(cleo, '/people/dan/request', { answer: 'maybe' })).toEqual([422, expect.anything()])
  for (const path of [`/api/feeds/user/${cleo.viewer.id}`, `/api/feeds/replies/${cleo.viewer.id}`])
    expect(await (await dan.get(path)).json()).toMatchObject({ items: [], nextCursor: null })
})

test('the signed-out, oneself and nobody are refused', async () => {
  const gil = await signedIn('gil')
  const nobody = web().visitor()
  for (const path of ['/requests', '/settings/privacy'])
    expect((await nobody.get(path)).headers.get('location')).toContain('/sign-in')
  for (const [path, fields] of [
    ['request', { answer: 'approve' }],
    ['follower', { on: '0' }],
  ] as const) {
    expect((await nobody.post(`/people/gil/${path}`, fields, asScript)).status).toBe(401)
    expect((await gil.post(`/people/gil/${path}`, fields, asScript)).status).toBe(422)
    expect((await gil.post(`/people/nobody_here/${path}`, fields, asScript)).status).toBe(404)
  }
  expect((await gil.post('/settings/privacy', { isPrivate: 'perhaps' })).status).toBe(422)
})
