import { expect, test } from 'vitest'
import { startApi } from '#test/support/api.ts'

const api = startApi({ API_READS_PER_MINUTE: '20' })

async function ask(path: string, cookie?: string) {
  const response = await fetch(`${api().address}/complete/${path}`, { headers: cookie ? { cookie } : {} })
  return { status: response.status, body: await response.json() }
}

test('people and tags for whoever is signed in, and for nobody else', async () => {
  const { world, signedIn } = api()
  const { cookie } = await signedIn()
  const ana = await world.person('Completed')
  await world.post(ana, 'about #completion')
  expect(await ask('people?q=COMPL', cookie)).toEqual({
    status: 200,
    body: { items: [{ id: ana.id, handle: ana.handle, name: 'Completed', image: null, isFollowing: false }] },
  })
  expect((await ask('tags?q=Compl', cookie)).body).toEqual({ items: [{ tag: 'completion', people: 1 }] })
  for (const of of ['people', 'tags']) expect(await ask(`${of}?q=a`)).toMatchObject({ status: 401 })
})

test('a beginning that is none is refused, as is anything else to complete', async () => {
  const { cookie } = await api().signedIn()
  for (const q of ['', '%20', 'a b', 'a%25', 'a'.repeat(61)]) {
    expect(await ask(`people?q=${q}`, cookie), q).toMatchObject({ status: 422, body: { error: { code: 'Invalid' } } })
  }
  expect((await ask('people', cookie)).status).toBe(422)
  expect((await ask('people?q=a&q=b', cookie)).status).toBe(422)
  for (const of of ['posts', '', 'people/x']) expect((await ask(`${of}?q=a`, cookie)).status, of).toBe(404)
})

test('asking has the limit of all reads', async () => {
  const { cookie } = await api().signedIn()
  for (let times = 0; times < 20; times += 1) expect((await ask('tags?q=a', cookie)).status).toBe(200)
  expect((await ask('tags?q=a', cookie)).status).toBe(429)
})
