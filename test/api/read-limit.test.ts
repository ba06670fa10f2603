import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerApi } from '#app/api/router.server.ts'
import { newId } from '#app/lib/id.ts'
import { singleton } from '#app/lib/singleton.ts'
import { createWorld, type World } from '#test/support/world.ts'

let world: World
let server: Server
let address: string

beforeAll(async () => {
  const made = await createWorld({ API_READS_PER_MINUTE: '3' })
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

/** The cookie of a new account's session. */
async function signedIn(): Promise<string> {
  const handle = `api_${newId().slice(-10)}`
  const [email, password] = [`${handle}@example.org`, 'correct horse battery']
  await world.accounts.signUp({ input: { handle, email, password } })
  const setCookie = await world.accounts.signIn({
    input: { identifier: email, password },
    client: { address: null, userAgent: null },
  })
  return setCookie.split(';')[0] ?? ''
}

const read = (cookie = '') => fetch(`${address}/feeds/explore`, { headers: { cookie } })

test('an account reads so often in a minute, a network ten times as often, and is told when again', async () => {
  const [ana, ben] = [await signedIn(), await signedIn()]
  const statuses = async (times: number, cookie?: string) => {
    const found = []
    for (let n = 0; n < times; n += 1) found.push((await read(cookie)).status)
    return found
  }
  expect(await statuses(4, ana)).toEqual([200, 200, 200, 429])
  expect(await statuses(3, ben)).toEqual([200, 200, 200])
  const refused = await read(ben)
  expect(await refused.json()).toMatchObject({ error: { code: 'RateLimited' } })
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  // All are one network here: 8 were counted.
  expect(await statuses(23)).toEqual([...Array(22).fill(200), 429])
})
