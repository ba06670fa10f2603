import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { answerApi } from '#app/api/router.server.ts'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { encodeCursor } from '#app/domain/feeds/cursor.ts'
import { newId } from '#app/lib/id.ts'
import { singleton } from '#app/lib/singleton.ts'
import { createWorld, type World } from '#test/support/world.ts'

const Answer = z.object({
  items: z.array(z.object({ id: z.string(), viewer: z.object({ canDelete: z.boolean() }) })).optional(),
  nextCursor: z.string().nullable().optional(),
  error: z.strictObject({ code: z.string(), message: z.string() }).optional(),
})

let world: World
let server: Server
let address: string

beforeAll(async () => {
  const made = await createWorld()
  world = made
  singleton('wiring', () => made)
  server = createServer((request, response) => answerApi(request, response, request.url ?? ''))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await world.end()
})

async function get(path: string, cookie = '') {
  const response = await fetch(address + path, { headers: { cookie } })
  return { status: response.status, headers: response.headers, ...Answer.parse(await response.json()) }
}

/** Somebody with an account, and the cookie of their session. */
async function signedIn(): Promise<{ viewer: Viewer; cookie: string }> {
  const handle = `api_${newId().slice(-10)}`
  const [email, password] = [`${handle}@example.org`, 'correct horse battery']
  await world.accounts.signUp({ input: { handle, email, password } })
  const client = { address: null, userAgent: null }
  const setCookie = await world.accounts.signIn({ input: { identifier: email, password }, client })
  const cookie = setCookie.split(';')[0] ?? ''
  const viewer = await world.accounts.viewer(new Headers({ cookie }))
  if (!viewer) throw new Error('the session does not work')
  return { viewer, cookie }
}

const idsOf = (answer: Awaited<ReturnType<typeof get>>) => answer.items?.map(({ id }) => id)

test('the home feed of a session, page by page', async () => {
  const { viewer, cookie } = await signedIn()
  const friend = await world.person('friend')
  await world.follow(viewer, friend)
  const ids = []
  for (let n = 0; n < 5; n += 1) ids.unshift(await world.post(n % 2 ? viewer : friend, `post ${n}`))

  const first = await get('/feeds/home?limit=3', cookie)
  expect(first.status).toBe(200)
  expect(first.headers.get('cache-control')).toBe('private, no-store')
  expect(idsOf(first)).toEqual(ids.slice(0, 3))
  expect(first.items?.map((item) => item.viewer.canDelete)).toEqual([false, true, false])
  const second = await get(`/feeds/home?limit=3&cursor=${first.nextCursor}`, cookie)
  expect([idsOf(second), second.nextCursor]).toEqual([ids.slice(3), null])
})

test('the home feed of nobody, or of a session that ended, is refused', async () => {
  const { cookie } = await signedIn()
  await world.accounts.signOut({ headers: new Headers({ cookie }) })
  for (const other of ['', cookie, 'session=forged', 'session=']) {
    expect(await get('/feeds/home', other)).toMatchObject({ status: 401, error: { code: 'SignedOut' } })
  }
})

test('public feeds, signed out', async () => {
  const alice = await world.person('alice')
  const postId = await world.post(alice, 'hello #Größe')
  const replyId = await world.post(alice, 'a reply', postId)
  expect(idsOf(await get(`/feeds/user/${alice.id}`))).toEqual([postId])
  expect(idsOf(await get(`/feeds/replies/${alice.id}`))).toEqual([replyId])
  expect(idsOf(await get(`/feeds/tag/${encodeURIComponent('GRÖSSE')}`))).toEqual([])
  expect(idsOf(await get(`/feeds/tag/${encodeURIComponent('GRÖßE')}`))).toEqual([postId])
  expect(idsOf(await get('/feeds/explore?limit=1'))).toEqual([postId])
  expect(idsOf(await get(`/posts/${postId}/replies`))).toEqual([replyId])
})

test('what is no id, or names nothing, is not found', async () => {
  const paths = [
    '/feeds/user/x',
    '/feeds/replies/x',
    '/posts/x/replies',
    `/posts/${newId()}/replies`,
    '/nothing',
    '/feeds',
  ]
  for (const path of paths) {
    expect(await get(path), path).toMatchObject({ status: 404, error: { code: 'NotFound' } })
  }
})

test('wrong cursors and limits are refused', async () => {
  const wrong = [
    'limit=0',
    'limit=101',
    'limit=x',
    'limit=1.5',
    'limit=1&limit=2',
    'cursor=x',
    `cursor=${'A'.repeat(101)}`,
  ]
  for (const query of wrong) {
    expect(await get(`/feeds/explore?${query}`), query).toMatchObject({ status: 422, error: { code: 'Invalid' } })
  }
  const alice = await world.person('alice')
  const postId = await world.post(alice, 'hello')
  expect(await get(`/posts/${postId}/replies?cursor=x`)).toMatchObject({ status: 422 })
})

test('empty parameters are as good as none', async () => {
  expect(await get('/feeds/explore?cursor=&limit=')).toMatchObject({ status: 200 })
})

test('a cursor of something that never was goes on below it', async () => {
  const alice = await world.person('alice')
  const postId = await world.post(alice, 'hello')
  const later = encodeCursor(newId(new Date(Date.now() + 60_000)))
  expect(idsOf(await get(`/feeds/user/${alice.id}?cursor=${later}`))).toEqual([postId])
  const earlier = encodeCursor(newId(new Date(0)))
  expect(idsOf(await get(`/feeds/user/${alice.id}?cursor=${earlier}`))).toEqual([])
})

test("paths that cannot be read or stored are the caller's fault, never ours", async () => {
  for (const path of [
    '/feeds/tag/%E0%A4%A',
    '/feeds/tag/%00',
    '/feeds/tag/a%00b',
    '/feeds/user/%00',
    '/feeds/tag/%ED%A0%80',
  ]) {
    const { status } = await get(path)
    expect(status, path).toBeLessThan(500)
  }
})

test('a failure of ours says nothing of itself', async () => {
  const alice = await world.person('alice')
  await world.db.$executeRaw`ALTER TABLE activity RENAME TO hidden`
  const answer = await get(`/feeds/user/${alice.id}`)
  await world.db.$executeRaw`ALTER TABLE hidden RENAME TO activity`
  expect(answer).toMatchObject({
    status: 500,
    error: { code: 'Unknown', message: 'Something went wrong on our side.' },
  })
})

test('a page is compressed for those who take it', async () => {
  const alice = await world.person('alice')
  for (let n = 0; n < 5; n += 1) await world.post(alice, `post ${n}`)
  const encodings = []
  for (const accepted of ['gzip, br', 'identity', 'gzip;q=0']) {
    const page = await fetch(`${address}/feeds/user/${alice.id}`, { headers: { 'accept-encoding': accepted } })
    expect(Answer.parse(await page.json()).items).toHaveLength(5)
    encodings.push(page.headers.get('content-encoding'))
  }
  expect(encodings).toEqual(['gzip', null, null])
})
