import { expect, test } from 'vitest'
import { z } from 'zod'
import { encodeCursor } from '#app/domain/feeds/cursor.ts'
import { newId } from '#app/lib/id.ts'
import { startApi } from '#test/support/api.ts'

const Answer = z.object({
  items: z.array(z.looseObject({ id: z.string(), viewer: z.object({ canDelete: z.boolean() }) })).optional(),
  nextCursor: z.string().nullable().optional(),
  prevCursor: z.string().nullable().optional(),
  error: z.strictObject({ code: z.string(), message: z.string() }).optional(),
})

const api = startApi()

async function get(path: string, cookie = '') {
  const response = await fetch(api().address + path, { headers: { cookie } })
  return { status: response.status, headers: response.headers, ...Answer.parse(await response.json()) }
}

const idsOf = (answer: Awaited<ReturnType<typeof get>>) => answer.items?.map(({ id }) => id)

test('the home feed of a session, page by page', async () => {
  const { viewer, cookie } = await api().signedIn()
  const friend = await api().world.person('friend')
  await api().world.follow(viewer, friend)
  const ids = []
  for (let n = 0; n < 5; n += 1) ids.unshift(await api().world.post(n % 2 ? viewer : friend, `post ${n}`))

  const first = await get('/feeds/home?limit=3', cookie)
  expect(first.status).toBe(200)
  expect(first.headers.get('cache-control')).toBe('private, no-store')
  expect(idsOf(first)).toEqual(ids.slice(0, 3))
  expect(first.items?.map((item) => item.viewer.canDelete)).toEqual([false, true, false])
  const second = await get(`/feeds/home?limit=3&cursor=${first.nextCursor}`, cookie)
  expect([idsOf(second), second.nextCursor]).toEqual([ids.slice(3), null])
})

test('a feed is read upwards as far as it goes, and again when there is more', async () => {
  const alice = await api().world.person('alice')
  const ids: string[] = []
  const write = async (text: string) => ids.unshift(await api().world.post(alice, text))
  for (let n = 0; n < 3; n += 1) await write(`post ${n}`)
  const path = `/feeds/user/${alice.id}?limit=2`
  const newest = await get(path)
  expect((await get(`${path}&after=${newest.prevCursor}`)).items).toEqual([])
  for (let n = 3; n < 6; n += 1) await write(`post ${n}`)

  const above = await get(`${path}&after=${newest.prevCursor}`)
  expect(idsOf(above)).toEqual(ids.slice(1, 3))
  const last = await get(`${path}&after=${above.prevCursor}`)
  expect(idsOf(last)).toEqual(ids.slice(0, 1))
  expect((await get(`${path}&after=${last.prevCursor}`)).items).toEqual([])
  expect(idsOf(await get(`${path}&cursor=${above.nextCursor}`))).toEqual(ids.slice(3, 5))
})

test('a page around a post has it in its middle, and goes on both ways', async () => {
  const alice = await api().world.person('alice')
  const ids: string[] = []
  for (let n = 0; n < 7; n += 1) ids.unshift(await api().world.post(alice, `post ${n}`))
  const path = `/feeds/user/${alice.id}?limit=3`
  const page = await get(`${path}&around=${ids[3]}`)
  expect(idsOf(page)).toEqual(ids.slice(2, 5))
  expect(idsOf(await get(`${path}&after=${page.prevCursor}`))).toEqual(ids.slice(0, 2))
  expect(idsOf(await get(`${path}&cursor=${page.nextCursor}`))).toEqual(ids.slice(5))
})

test('a feed narrowed to what was done, by whom, about what and when', async () => {
  const { viewer, cookie } = await api().signedIn()
  const [ana, ben] = [await api().world.person('ana'), await api().world.person('ben')]
  await api().world.follow(viewer, ana, ben)
  const plain = await api().world.post(ana, 'no tag')
  const tagged = await api().world.post(ana, 'a #river')
  const other = await api().world.post(ben, 'another #river')
  await api().world.posts.repost({ postId: plain, viewer: ben })
  const home = async (query: string) => idsOf(await get(`/feeds/home?${query}`, cookie))
  expect(await home('verb=post')).toEqual([other, tagged, plain])
  expect(await home('verb=repost')).toEqual([plain])
  expect(await home(`author=${ben.id}`)).toEqual([plain, other])
  expect(await home(`author=${ben.id}&tag=river`)).toEqual([other])
  expect(await home('tag=River&limit=1')).toEqual([other])
  const [yesterday, tomorrow] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString())
  expect(await home(`from=${yesterday}&to=${tomorrow}&verb=post`)).toEqual([other, tagged, plain])
  expect(await home(`from=${tomorrow}`)).toEqual([])
  expect(await home(`to=${yesterday?.slice(0, 10)}`)).toEqual([])
})

test('a post is in a feed once, and says who handed it on', async () => {
  const { viewer, cookie } = await api().signedIn()
  const stranger = await api().world.person('stranger')
  const postId = await api().world.post(stranger, 'worth handing on')
  const friends = [
    await api().world.person('one'),
    await api().world.person('two'),
    await api().world.person('three'),
    await api().world.person('four'),
  ]
  await api().world.follow(viewer, ...friends)
  for (const friend of friends) await api().world.posts.repost({ postId, viewer: friend })
  const { items } = await get('/feeds/home', cookie)
  const names = friends
    .map(({ handle }) => handle)
    .reverse()
    .slice(0, 3)
  expect(items).toMatchObject([
    { id: postId, repostCount: 4, reposts: { count: 4, by: names.map((handle) => ({ handle })) } },
  ])
})

test('the home feed of nobody, or of a session that ended, is refused', async () => {
  const { cookie } = await api().signedIn()
  await api().world.accounts.signOut({ headers: new Headers({ cookie }) })
  for (const other of ['', cookie, 'session=forged', 'session=']) {
    expect(await get('/feeds/home', other)).toMatchObject({ status: 401, error: { code: 'SignedOut' } })
  }
})

test("a list is its owner's: read and narrowed as any feed, not there for others, refused to nobody", async () => {
  const [own, other] = [await api().signedIn(), await api().signedIn()]
  const [ana, ben] = [await api().world.person('ana'), await api().world.person('ben')]
  const { id } = await api().world.lists.create({ viewer: own.viewer, input: { name: 'two' } })
  for (const { handle } of [ana, ben]) {
    await api().world.lists.setPerson({ viewer: own.viewer, listId: id, handle, isOn: true })
  }
  const ids: string[] = []
  for (const author of [ana, ben, ana, ben]) ids.unshift(await api().world.post(author, 'on a list'))
  const first = await get(`/feeds/list/${id}?limit=3`, own.cookie)
  expect([first.status, idsOf(first)]).toEqual([200, ids.slice(0, 3)])
  expect(idsOf(await get(`/feeds/list/${id}?cursor=${first.nextCursor}`, own.cookie))).toEqual(ids.slice(3))
  expect(idsOf(await get(`/feeds/list/${id}?around=${ids[1]}&limit=1`, own.cookie))).toEqual([ids[1]])
  expect(idsOf(await get(`/feeds/list/${id}?author=${ben.id}`, own.cookie))).toEqual([ids[0], ids[2]])

  const gone = { status: 404, error: { code: 'NotFound' } }
  for (const path of [`/feeds/list/${id}`, `/feeds/list/${newId()}`]) {
    expect(await get(path, other.cookie), path).toMatchObject(gone)
    expect(await get(path), path).toMatchObject({ status: 401, error: { code: 'SignedOut' } })
  }
  await api().world.lists.remove({ viewer: own.viewer, listId: id })
  expect(await get(`/feeds/list/${id}`, own.cookie)).toMatchObject(gone)
})

test('public feeds, signed out', async () => {
  const alice = await api().world.person('alice')
  const postId = await api().world.post(alice, 'hello #Größe')
  const replyId = await api().world.post(alice, 'a reply', postId)
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
    '/feeds/list/x',
    '/posts/x/replies',
    `/posts/${newId()}/replies`,
    '/nothing',
    '/feeds',
  ]
  for (const path of paths) {
    expect(await get(path), path).toMatchObject({ status: 404, error: { code: 'NotFound' } })
  }
})

test('parameters that are not as they should be are refused by name', async () => {
  const wrong = [
    'limit=0',
    'limit=101',
    'limit=x',
    'limit=1.5',
    'limit=1&limit=2',
    'after=x',
    'after=AAAA&cursor=AAAA',
    'around=x',
    'verb=follow',
    'author=ana',
    'tag=two+words',
    'from=soon',
    'from=1969-12-31',
    'from=2026-02-02&to=2026-02-01',
    'cursor=x',
    `cursor=${'A'.repeat(10_000)}`,
  ]
  for (const query of wrong) {
    expect(await get(`/feeds/explore?${query}`), query).toMatchObject({ status: 422, error: { code: 'Invalid' } })
  }
  const alice = await api().world.person('alice')
  const postId = await api().world.post(alice, 'hello')
  expect(await get(`/posts/${postId}/replies?cursor=x`)).toMatchObject({ status: 422 })
})

test('empty parameters are as good as none', async () => {
  expect(await get('/feeds/explore?cursor=&limit=&after=&around=&verb=&author=&tag=&from=&to=')).toMatchObject({
    status: 200,
  })
})

test('a cursor of something that never was goes on below it', async () => {
  const alice = await api().world.person('alice')
  const postId = await api().world.post(alice, 'hello')
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
  const alice = await api().world.person('alice')
  await api().world.db.$executeRaw`ALTER TABLE activity RENAME TO hidden`
  const answer = await get(`/feeds/user/${alice.id}`)
  await api().world.db.$executeRaw`ALTER TABLE hidden RENAME TO activity`
  expect(answer).toMatchObject({
    status: 500,
    error: { code: 'Unknown', message: 'Something went wrong on our side.' },
  })
})

test('a page is compressed for those who take it', async () => {
  const alice = await api().world.person('alice')
  for (let n = 0; n < 5; n += 1) await api().world.post(alice, `post ${n}`)
  const encodings = []
  for (const accepted of ['gzip, br', 'identity', 'gzip;q=0']) {
    const page = await fetch(`${api().address}/feeds/user/${alice.id}`, { headers: { 'accept-encoding': accepted } })
    expect(Answer.parse(await page.json()).items).toHaveLength(5)
    encodings.push(page.headers.get('content-encoding'))
  }
  expect(encodings).toEqual(['gzip', null, null])
})

test('drafts are asked for by what they are written for, and by nothing else', async () => {
  const { cookie } = await api().signedIn()
  for (const context of ['', 'home', newId()])
    expect((await get(`/drafts?context=${context}`, cookie)).status).toBe(200)
  for (const context of ['%00', 'elsewhere', 'home&context=home'])
    expect((await get(`/drafts?context=${context}`, cookie)).status, context).toBe(422)
})
