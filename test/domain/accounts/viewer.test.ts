import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import type { Wiring } from '#app/wiring.server.ts'
import { deadRedisUrl, secondWiring } from '#test/support/second-wiring.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()
const client = { address: '198.51.100.1', userAgent: 'test' }
const password = 'a river in the night'

let other: Wiring
beforeAll(() => {
  other = secondWiring(world)
})
afterAll(() => other.close())

const headersOf = (setCookie: string) => new Headers({ cookie: setCookie.split(';', 1)[0] ?? '' })

/** Somebody who is signed in, known as such to both processes. */
async function signedIn() {
  const handle = `ana_${randomUUID().slice(0, 8)}`
  const { id } = await world.accounts.createByAdmin({ handle, email: `${handle}@example.org`, password })
  const signIn = async () => headersOf(await world.accounts.signIn({ input: { identifier: handle, password }, client }))
  const headers = await signIn()
  const viewer = await world.accounts.viewer(headers)
  expect(await other.accounts.viewer(headers)).toEqual(viewer)
  if (!viewer) throw new Error('nobody is signed in')
  return { id, handle, headers, viewer, signIn }
}

test('a session that ends in one process ends in the others, with the next request', async () => {
  const { headers, viewer, signIn } = await signedIn()
  const [second, third] = [await signIn(), await signIn()]
  for (const each of [second, third]) expect(await other.accounts.viewer(each)).toEqual(viewer)

  const revoked = (await world.accounts.sessions({ viewer, headers: second })).find(({ isCurrent }) => isCurrent)
  await world.accounts.revokeSession({ viewer, sessionId: revoked?.id ?? '' })
  expect([await other.accounts.viewer(second), await other.accounts.viewer(headers)]).toEqual([null, viewer])

  await world.accounts.revokeOtherSessions({ viewer, headers })
  expect([await other.accounts.viewer(third), await other.accounts.viewer(headers)]).toEqual([null, viewer])

  await world.accounts.signOut({ headers })
  expect([await other.accounts.viewer(headers), await world.accounts.viewer(headers)]).toEqual([null, null])
})

test('a new password ends every session but the new one', async () => {
  const { headers, viewer, signIn } = await signedIn()
  const second = await signIn()
  expect(await other.accounts.viewer(second)).toEqual(viewer)
  const input = { currentPassword: password, newPassword: 'a lake in the morning' }
  const fresh = headersOf(await world.accounts.changePassword({ viewer, input, headers, client }))
  expect([await other.accounts.viewer(headers), await other.accounts.viewer(second)]).toEqual([null, null])
  expect(await other.accounts.viewer(fresh)).toEqual(viewer)
})

test('a role and a name are new in every process at once', async () => {
  const { handle, headers, viewer } = await signedIn()
  await world.accounts.setRole({ handle, role: 'moderator' })
  expect(await other.accounts.viewer(headers)).toEqual({ ...viewer, role: 'moderator' })
  await world.accounts.updateProfile({ viewer, input: { name: 'Ana the second', bio: '' } })
  expect(await other.accounts.viewer(headers)).toMatchObject({ name: 'Ana the second' })
})

test('whoever is suspended is nobody in any process, until they sign in again', async () => {
  const { handle, headers, viewer, signIn } = await signedIn()
  await world.safety.suspend({ handle, by: 'operator' })
  expect(await other.accounts.viewer(headers)).toBeNull()
  await world.safety.unsuspend({ handle, by: 'operator' })
  expect(await other.accounts.viewer(headers)).toBeNull()
  expect(await other.accounts.viewer(await signIn())).toEqual(viewer)
})

test('a session ends at its time, whatever is held of it', async () => {
  const { headers, viewer } = await signedIn()
  const dayMs = 24 * 3600_000
  onTestFinished(() => void vi.useRealTimers())
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 89 * dayMs })
  expect(await other.accounts.viewer(headers)).toEqual(viewer)
  vi.setSystemTime(Date.now() + 2 * dayMs)
  expect(await other.accounts.viewer(headers)).toBeNull()
})

test('without Redis, Postgres says who it is', async () => {
  const { headers, viewer } = await signedIn()
  const cutOff = secondWiring(world, { REDIS_URL: deadRedisUrl })
  expect(await cutOff.accounts.viewer(headers)).toEqual(viewer)
  await world.accounts.signOut({ headers })
  expect(await cutOff.accounts.viewer(headers)).toBeNull()
  await cutOff.close()
})

test('nothing that is cached signs anybody in', async () => {
  const { headers } = await signedIn()
  const token = /=(\w+)\./.exec(headers.get('cookie') ?? '')?.[1] ?? ''
  const keys = await world.redis.keys('*')
  expect(keys.some((key) => key.includes('accounts.person'))).toBe(true)
  const strings = await Promise.all(keys.map((key) => world.redis.get(key).catch(() => null)))
  expect([...keys, ...strings].filter((text) => text?.includes(token))).toEqual([])
})
