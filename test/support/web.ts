import { createServer } from 'node:http'
import { afterAll, beforeAll, expect } from 'vitest'
import { answerApi } from '#app/api/router.server.ts'
import { singleton } from '#app/lib/singleton.ts'
import { createApp } from '#app/web/http/app.server.ts'
import { builtPages } from '#app/web/http/pages.server.ts'
import { createWorld, type Settings, type World } from './world.ts'

/** The web server of one test file, in this process, with the built pages. Use it inside tests only. */
export function startWeb(settings: Settings = {}) {
  let web: Web | undefined
  beforeAll(async () => {
    web = await createWeb(settings)
  })
  afterAll(() => web?.end())
  return (): Web => {
    if (!web) throw new Error('the server starts with the first test')
    return web
  }
}

export type Web = Awaited<ReturnType<typeof createWeb>>

async function createWeb(settings: Settings) {
  const ORIGIN = 'http://social.test'
  const world = await createWorld(
    typeof settings === 'function'
      ? async (servers) => ({ ORIGIN, ...(await settings(servers)) })
      : { ORIGIN, ...settings },
  )
  // The built pages ask for the wiring of their process.
  singleton('wiring', () => world)
  const pages = await builtPages(world.env)
  const probes = { postgres: async () => undefined, optional: {}, isDraining: () => false }
  const app = createApp({ ...world, probes, api: answerApi, pages: pages.router })
  const server = createServer(app)
  const address = await listen(server)
  /** A browser of its own: it keeps cookies and says where its forms come from. */
  const visitor = (headers: Record<string, string> = {}) => createVisitor(address, world, headers)
  return {
    world,
    address,
    visitor,
    /** Somebody signed up and in, in a browser of their own. */
    async member(handle: string) {
      const password = 'a river in the night'
      await world.accounts.signUp({ input: { handle, email: `${handle}@example.org`, password } })
      const browser = visitor()
      await browser.post('/sign-in', { identifier: handle, password })
      const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ')
      const viewer = await world.accounts.viewer({ get: () => cookie })
      if (!viewer) throw new Error('the session does not work')
      return { ...browser, viewer }
    },
    async end() {
      server.closeAllConnections()
      server.close()
      await world.end()
    },
  }
}

export async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return `http://127.0.0.1:${address.port}`
}

function createVisitor(address: string, { env }: World, always: Record<string, string>) {
  const cookies = new Map<string, string>()
  async function send(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(cookie ? { cookie } : {}), ...always, ...Object.fromEntries(new Headers(init.headers)) }
    const response = await fetch(address + path, { redirect: 'manual', ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  return {
    cookies,
    get: (path: string, headers: Record<string, string> = {}) => send(path, { headers }),
    post: (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      send(path, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: env.origin, ...headers } }),
  }
}

export type Visitor = ReturnType<typeof createVisitor>

/** What a visitor reads at an address, which answers so. */
export async function pageText(visitor: Pick<Visitor, 'get'>, path: string, status = 200): Promise<string> {
  const response = await visitor.get(path)
  expect([path, response.status]).toEqual([path, status])
  return response.text()
}
