import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { findPort } from '#bin/lib/ports.mjs'
import { ownServers } from '#test/support/servers.ts'

// The process as it runs in production, which `npm test` has built.

test('it starts without Redis, says so, and ends with 0 when told to', async () => {
  const port = await findPort(undefined)
  const web = await startWeb({ PORT: String(port), REDIS_URL: `redis://127.0.0.1:${await findPort(undefined)}` })
  await expect.poll(() => web.ask('/readyz'), { timeout: 15_000 }).toEqual([200, expect.stringContaining('degraded')])
  expect((await web.ask('/explore'))[0]).toBe(200)
  expect(await web.end('SIGTERM')).toBe(0)
  expect(web.errors()).toBe('')
})

test('a port that is taken is one sentence and exit code 1', async () => {
  const stranger = createServer().listen(0, '127.0.0.1')
  await once(stranger, 'listening')
  const address = stranger.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const web = await startWeb({ PORT: String(port) })
  expect(await web.ended).toBe(1)
  expect(web.errors()).toBe(
    `Port ${port} on 127.0.0.1 is in use by another program. Stop it, or set PORT to a free one.\n`,
  )
  stranger.close()
})

test('passwords, addresses and cookies of visitors are not in the log', async () => {
  const port = await findPort(undefined)
  const web = await startWeb({ PORT: String(port), LOG_LEVEL: 'trace' })
  await expect.poll(() => web.ask('/readyz'), { timeout: 15_000 }).toEqual([200, expect.any(String)])
  const post = (path: string, fields: Record<string, string>) =>
    fetch(`http://localhost:${port}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
      headers: {
        origin: `http://localhost:${port}`,
        cookie: 'session=canary-cookie.x',
        authorization: 'canary-header',
      },
    })
  const [email, password] = ['canary-mail@example.org', 'canary-password']
  await post('/sign-up?token=canary-query', { handle: 'canary', email, password })
  await post('/sign-up', { handle: 'canary_two', email, password })
  const signIn = await post('/sign-in', { identifier: email, password })
  await post('/sign-in', { identifier: email, password: 'canary-password-two' })
  const [cookie = 'no cookie'] = signIn.headers.getSetCookie()
  expect(await web.end('SIGINT')).toBe(0)

  expect(web.log()).toContain('"path":"/sign-up"')
  for (const secret of ['canary-mail', 'canary-password', 'canary-cookie', 'canary-header', 'canary-query']) {
    expect(web.log()).not.toContain(secret)
  }
  const token = /^session-\d+=([^.;]+)/.exec(cookie)?.[1]
  expect(token).toMatch(/^\w{32}$/)
  expect(web.log()).not.toContain(token)
})

async function startWeb(settings: Record<string, string>) {
  const servers = await ownServers()
  const env = {
    NODE_ENV: 'production' as const,
    DATABASE_URL: servers.databaseUrl,
    REDIS_URL: servers.redisUrl,
    SESSION_SECRET: 'a secret for tests that is long enough',
    ...settings,
  }
  const child = spawn(process.execPath, ['dist/server.js'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [log, errors] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => {
    log += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => servers[Symbol.asyncDispose]().then(() => resolve(code)))
  })
  return {
    log: () => log,
    errors: () => errors,
    ended,
    async ask(path: string): Promise<[number, string]> {
      const response = await fetch(`http://127.0.0.1:${settings.PORT}${path}`).catch(() => null)
      return response ? [response.status, await response.text()] : [0, '']
    },
    end(signal: NodeJS.Signals) {
      child.kill(signal)
      return ended
    },
  }
}
