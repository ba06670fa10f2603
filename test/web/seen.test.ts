import { expect, test } from 'vitest'
import { z } from 'zod'
import { newId } from '#app/lib/id.ts'
import { startWeb, type Visitor } from '#test/support/web.ts'

const web = startWeb()
const password = 'a river in the night'
const asScript = { accept: 'application/json' }

const HomePage = z.object({
  items: z.array(z.object({ id: z.string() })),
  nextCursor: z.string().nullable(),
  prevCursor: z.string().nullable(),
  lastUnseen: z.string().nullable(),
})

/** Somebody signed in who follows a friend. */
async function reader(handle: string) {
  const { accounts, db, feeds, person } = web().world
  await accounts.signUp({ input: { handle, email: `${handle}@example.org`, password } })
  const visitor = await signedIn(handle)
  const viewer = await db.user.findUniqueOrThrow({ where: { handle }, select: { id: true } })
  const friend = await person('friend')
  await feeds.follow({ followerId: viewer.id, followeeId: friend.id })
  return { visitor, viewer, friend }
}

async function signedIn(handle: string): Promise<Visitor> {
  const visitor = web().visitor()
  await visitor.post('/sign-in', { identifier: handle, password })
  return visitor
}

async function pageOf(visitor: Visitor, query = '') {
  return HomePage.parse(await (await visitor.get(`/api/feeds/home?${query}`)).json())
}

async function tell(visitor: Visitor, upTo: string | null, headers: Record<string, string> = asScript) {
  return (await visitor.post('/feeds/home/seen', { upTo: upTo ?? '' }, headers)).status
}

const line = 'class="seen-line"'

test('what was new is told from what was seen: in the page and as JSON, on another device too', async () => {
  const { world } = web()
  const { visitor, friend } = await reader('ana')
  const old = await world.post(friend, 'An old post')
  const first = await pageOf(visitor)
  expect(first).toMatchObject({ items: [{ id: old }], lastUnseen: old })
  expect(await (await visitor.get('/')).text()).not.toContain(line)
  expect(await tell(visitor, first.prevCursor)).toBe(200)

  const fresh = [await world.post(friend, 'A new post'), await world.post(friend, 'The newest post')]
  for (const device of [visitor, await signedIn('ana')]) {
    expect((await pageOf(device)).lastUnseen).toBe(fresh[0])
    const html = await (await device.get('/')).text()
    expect(html.match(/A new post<|You have seen what follows|An old post</g)).toEqual([
      'A new post<',
      'You have seen what follows',
      'An old post<',
    ])
  }
  // An older mark that arrives late takes nothing back.
  const now = await pageOf(visitor)
  expect([await tell(visitor, now.prevCursor), await tell(visitor, first.prevCursor)]).toEqual([200, 200])
  expect((await pageOf(visitor)).lastUnseen).toBeNull()
  expect(await (await visitor.get('/')).text()).not.toContain(line)
})

test('further pages say what was seen before the visit, though it was told meanwhile', async () => {
  const { world } = web()
  const { visitor, friend } = await reader('ben')
  await world.post(friend, 'post 0')
  await tell(visitor, (await pageOf(visitor)).prevCursor)
  const ids = []
  for (let n = 1; n < 5; n += 1) ids.unshift(await world.post(friend, `post ${n}`))
  const first = await pageOf(visitor, 'limit=2')
  expect(first.lastUnseen).toBe(ids[1])
  await tell(visitor, first.prevCursor)
  const second = await pageOf(visitor, `limit=3&cursor=${first.nextCursor}`)
  expect([second.items.length, second.lastUnseen, second.nextCursor]).toEqual([3, ids[3], null])
  const older = await (await visitor.get(`/?cursor=${first.nextCursor}`)).text()
  expect(older).toContain(line)
})

test('one’s own posts are not new to oneself', async () => {
  const { world } = web()
  const { visitor, viewer, friend } = await reader('cem')
  await world.post(friend, 'An old post')
  await tell(visitor, (await pageOf(visitor)).prevCursor)
  await world.posts.create({ author: viewer, input: { text: 'My own' } })
  expect((await pageOf(visitor)).lastUnseen).toBeNull()
})

test('only who is signed in tells, from this site, and only a place that there is', async () => {
  const { visitor } = await reader('dora')
  const place = Buffer.from(newId().replaceAll('-', ''), 'hex').toString('base64url')
  expect(await tell(web().visitor(), place)).toBe(401)
  expect(await tell(visitor, place, { ...asScript, origin: 'http://elsewhere.test' })).toBe(403)
  for (const nonsense of [null, 'x', newId(), `${place}~`, 'A'.repeat(9_000)])
    expect([nonsense, await tell(visitor, nonsense)]).toEqual([nonsense, 422])
  const future = newId(new Date(Date.now() + 3_600_000))
  expect(await tell(visitor, Buffer.from(future.replaceAll('-', ''), 'hex').toString('base64url'))).toBe(422)
  expect((await visitor.get('/feeds/home/seen')).headers.get('location')).toBe('/')
})

test('other feeds say nothing of it', async () => {
  const { visitor } = await reader('eva')
  expect(Object.keys(await (await visitor.get('/api/feeds/explore')).json()).sort()).toEqual([
    'items',
    'nextCursor',
    'prevCursor',
  ])
})
