import { createServer } from 'node:http'
import { afterAll, beforeAll } from 'vitest'
import { answerApi } from '#app/api/router.server.ts'
import { newId } from '#app/lib/id.ts'
import { singleton } from '#app/lib/singleton.ts'
import { listen } from './web.ts'
import { createWorld, type Settings } from './world.ts'

/** The API of one test file on a server of its own, in this process, without pages. Use it inside tests only. */
export function startApi(settings: Settings = {}) {
  let api: Api | undefined
  beforeAll(async () => {
    api = await createApi(settings)
  })
  afterAll(() => api?.end())
  return (): Api => {
    if (!api) throw new Error('the server starts with the first test')
    return api
  }
}

type Api = Awaited<ReturnType<typeof createApi>>

async function createApi(settings: Settings) {
  const world = await createWorld(settings)
  singleton('wiring', () => world)
  const server = createServer((request, response) => answerApi(request, response, request.url ?? ''))
  const address = await listen(server)
  return {
    world,
    address,
    /** Somebody with an account, and the cookie of their session. */
    async signedIn() {
      const handle = `api_${newId().slice(-10)}`
      const [email, password] = [`${handle}@example.org`, 'correct horse battery']
      await world.accounts.signUp({ input: { handle, email, password } })
      const client = { address: null, userAgent: null }
      const setCookie = await world.accounts.signIn({ input: { identifier: email, password }, client })
      const cookie = setCookie.split(';')[0] ?? ''
      const viewer = await world.accounts.viewer(new Headers({ cookie }))
      if (!viewer) throw new Error('the session does not work')
      return { viewer, cookie }
    },
    async end() {
      server.closeAllConnections()
      server.close()
      await world.end()
    },
  }
}
