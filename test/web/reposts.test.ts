import { expect, test } from 'vitest'
import type { Id } from '#app/lib/id.ts'
import { newId } from '#app/lib/id.ts'
import { startWeb, type Visitor } from '#test/support/web.ts'

const web = startWeb()
const password = 'a river in the night'
const asScript = { accept: 'application/json' }

async function signedIn(handle: string): Promise<{ visitor: Visitor; viewer: { id: Id } }> {
  const { accounts, db } = web().world
  await accounts.signUp({ input: { handle, email: `${handle}@example.org`, password } })
  const visitor = web().visitor()
  await visitor.post('/sign-in', { identifier: handle, password })
  const viewer = await db.user.findUniqueOrThrow({ where: { handle }, select: { id: true } })
  return { visitor, viewer }
}

test('a script reposts, again, and takes it back', async () => {
  const { world } = web()
  const postId = await world.post(await world.person('ana'), 'hand this on')
  const { visitor } = await signedIn('ben')
  const answers = []
  for (const on of ['1', '1', '0', '0']) {
    const response = await visitor.post(`/posts/${postId}/repost`, { on }, asScript)
    answers.push([response.status, await response.json()])
  }
  expect(answers).toEqual([
    [200, { repostCount: 1, isReposted: true }],
    [200, { repostCount: 1, isReposted: true }],
    [200, { repostCount: 0, isReposted: false }],
    [200, { repostCount: 0, isReposted: false }],
  ])
})

test('a plain form goes back to the post, and the page shows it reposted', async () => {
  const { world } = web()
  const postId = await world.post(await world.person('ana'), 'hand this on, too')
  const { visitor } = await signedIn('cem')
  const referer = 'http://social.test/explore'
  const response = await visitor.post(`/posts/${postId}/repost`, { on: '1' }, { referer })
  expect([response.status, response.headers.get('location')]).toEqual([303, `/explore#${postId}`])
  const page = await (await visitor.get(`/posts/${postId}`)).text()
  expect(page).toContain('aria-label="Undo your repost, 1 repost"')
})

test('a repost of what is gone, not for everyone, or no choice is refused', async () => {
  const { world } = web()
  const { visitor, viewer } = await signedIn('dora')
  const repost = async (id: string, on: string) => (await visitor.post(`/posts/${id}/repost`, { on }, asScript)).status
  const { id } = await world.posts.create({ author: viewer, input: { text: 'between us', audience: 'followers' } })
  expect([await repost(newId(), '1'), await repost('x', '1'), await repost(id, '1'), await repost(id, 'yes')]).toEqual([
    404, 404, 409, 422,
  ])
})

test('who is signed out is asked to sign in', async () => {
  const { world } = web()
  const postId = await world.post(await world.person('ana'), 'for anyone')
  for (const [form, fields] of [
    ['repost', { on: '1' }],
    ['audience', { audience: 'followers' }],
  ] as const) {
    const script = await web().visitor().post(`/posts/${postId}/${form}`, fields, asScript)
    const plain = await web().visitor().post(`/posts/${postId}/${form}`, fields)
    expect([form, script.status, plain.headers.get('location')]).toEqual([
      form,
      401,
      expect.stringMatching(/^\/sign-in/),
    ])
  }
})

test('a post for followers is shown to them, and to nobody else', async () => {
  const { world } = web()
  const [ana, ben, cem] = [await signedIn('ana_f'), await signedIn('ben_f'), await signedIn('cem_f')]
  await ben.visitor.post('/people/ana_f/follow', { on: '1' })
  const sent = await ana.visitor.post('/posts', { text: 'Only for friends', audience: 'followers' }, asScript)
  const { post } = await sent.json()
  expect(post.audience).toBe('followers')
  const statuses = []
  for (const { visitor } of [ana, ben, cem, { visitor: web().visitor() }])
    statuses.push((await visitor.get(`/posts/${post.id}`)).status)
  expect(statuses).toEqual([200, 200, 404, 404])
  for (const path of ['/explore', '/@ana_f'])
    expect([path, await (await cem.visitor.get(path)).text()]).toEqual([
      path,
      expect.not.stringContaining('Only for friends'),
    ])
  await world.drain()
  expect(await (await ben.visitor.get('/')).text()).toContain('Only for friends')
})

test('only its author says who sees a post, and only one of two', async () => {
  const [ana, ben] = [await signedIn('ana_a'), await signedIn('ben_a')]
  const { post } = await (await ana.visitor.post('/posts', { text: 'Mine' }, asScript)).json()
  const change = async (visitor: Visitor, audience: string) => {
    const response = await visitor.post(`/posts/${post.id}/audience`, { audience }, asScript)
    return [response.status, await response.json()]
  }
  expect(await change(ben.visitor, 'followers')).toMatchObject([404, { error: { code: 'errors.page.NotFound' } }])
  expect(await change(ana.visitor, 'nobody')).toMatchObject([
    422,
    { error: { fields: { audience: 'errors.audience' } } },
  ])
  expect((await ben.visitor.get(`/posts/${post.id}`)).status).toBe(200)
  expect(await change(ana.visitor, 'followers')).toEqual([200, { audience: 'followers' }])
  expect((await ben.visitor.get(`/posts/${post.id}`)).status).toBe(404)
  expect(await change(ana.visitor, 'public')).toEqual([200, { audience: 'public' }])
  expect((await ben.visitor.get(`/posts/${post.id}`)).status).toBe(200)
})

test('an audience that is none is refused, and what was written comes back with the choice', async () => {
  const { visitor } = await signedIn('rita')
  const form = { text: 'x'.repeat(600), audience: 'followers' }
  const back = await (await visitor.post('/compose', form)).text()
  expect(back).toMatch(/<option value="followers" selected/)
  expect((await visitor.post('/posts', { text: 'hello', audience: 'friends' }, asScript)).status).toBe(422)
})

test('whether reposts move posts up is asked, kept and shown', async () => {
  const { visitor, viewer } = await signedIn('sol')
  const checked = async () => /checked="" value="(\d)"/.exec(await (await visitor.get('/settings/feed')).text())?.[1]
  expect(await checked()).toBe('1')
  expect(await (await visitor.post('/settings/feed', { bumpReposts: '0' })).text()).toContain('Your choice is saved.')
  expect(await checked()).toBe('0')
  const { bumpReposts } = await web().world.db.user.findUniqueOrThrow({ where: { id: viewer.id } })
  expect(bumpReposts).toBe(false)
  expect((await visitor.post('/settings/feed', { bumpReposts: 'maybe' })).status).toBe(422)
})

test('a repost lifts a post in the home feed only of those who want it so', async () => {
  const { world } = web()
  const [ana, ben, { visitor, viewer }] = [await world.person('ana'), await world.person('ben'), await signedIn('tam')]
  for (const { id } of [ana, ben]) await world.feeds.follow({ followerId: viewer.id, followeeId: id })
  const older = await world.post(ana, 'The older post')
  await world.post(ana, 'The newer post')
  await world.posts.repost({ postId: older, viewer: ben })
  await world.drain()
  const order = async () =>
    [...(await (await visitor.get('/')).text()).matchAll(/<p class="text" dir="auto">(.*?)<\/p>/g)].map(
      ([, text]) => text,
    )
  expect(await order()).toEqual(['The older post', 'The newer post'])
  await visitor.post('/settings/feed', { bumpReposts: '0' })
  expect(await order()).toEqual(['The newer post', 'The older post'])
})
