import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { Router } from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnv } from '#app/lib/env.server.ts'
import { createApp } from '#app/web/http/app.server.ts'
import { createStopper } from '#app/web/http/graceful-stop.server.ts'
import { createProbes } from '#app/web/http/health.server.ts'
import { createWiring } from '#app/wiring.server.ts'
import { createProxy } from '#test/support/proxy.ts'
import { ownServers } from '#test/support/servers.ts'
import { listen } from '#test/support/web.ts'

let web: Awaited<ReturnType<typeof startBehindProxies>>
beforeAll(async () => {
  web = await startBehindProxies()
})
afterAll(() => web.end())

test('with everything there it is ready', async () => {
  await expect.poll(() => ask('/readyz')).toEqual([200, { status: 'ok', degraded: [] }])
  expect(await ask('/healthz')).toEqual([200, { status: 'ok' }])
})

test('without Redis it is ready, and says so; it needs no restart when Redis is back', async () => {
  web.redis.cut()
  expect(await ask('/readyz')).toEqual([200, { status: 'degraded', degraded: ['redis'] }])
  web.redis.restore()
  await expect.poll(() => ask('/readyz'), { timeout: 5_000 }).toEqual([200, { status: 'ok', degraded: [] }])
})

test('without Postgres it is not ready, answers within two seconds, and is alive', async () => {
  web.postgres.cut()
  const startedAt = performance.now()
  expect(await ask('/readyz')).toEqual([503, { status: 'unavailable', away: ['postgres'], degraded: [] }])
  expect(performance.now() - startedAt).toBeLessThan(2_000)
  expect(await ask('/healthz')).toEqual([200, { status: 'ok' }])
  web.postgres.restore()
  await expect.poll(() => ask('/readyz'), { timeout: 5_000 }).toEqual([200, { status: 'ok', degraded: [] }])
})

test('told to stop, it ends what it began, takes nothing new, and closes its connections last', async () => {
  const inFlight = fetch(`${web.address}/slow`)
  await web.slowStarted
  const stopped = web.stopper.stop()
  await sleep(50)
  expect(web.stopper.isDraining()).toBe(true)
  expect(web.isClosed()).toBe(false)
  await expect(fetch(`${web.address}/healthz`)).rejects.toThrow()

  web.finishSlow()
  expect(await (await inFlight).text()).toBe('done')
  await stopped
  expect(web.isClosed()).toBe(true)
})

async function ask(path: string): Promise<[number, unknown]> {
  const response = await fetch(web.address + path)
  return [response.status, await response.json()]
}

async function startBehindProxies() {
  const servers = await ownServers()
  const [postgres, redis] = [await createProxy(servers.databaseUrl), await createProxy(servers.redisUrl)]
  const env = readEnv({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    SESSION_SECRET: 'a secret for tests that is long enough',
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
  })
  const wiring = createWiring({ env, role: 'web' })
  const server = createServer()
  let isClosed = false
  const close = async () => {
    await wiring.close()
    isClosed = true
  }
  const stopper = createStopper({ server, log: wiring.log, close })
  const [slowStarted, sayStarted] = signal()
  const [mayFinish, finishSlow] = signal()
  const pages = Router().get('/slow', (_request, response) => {
    sayStarted()
    void mayFinish.then(() => response.send('done'))
  })
  const probes = createProbes(wiring, stopper.isDraining)
  server.on('request', createApp({ ...wiring, env, probes, api: () => undefined, pages }))
  const address = await listen(server)
  return {
    address,
    postgres,
    redis,
    stopper,
    slowStarted,
    finishSlow,
    isClosed: () => isClosed,
    async end() {
      await stopper.stop()
      await Promise.all([postgres.end(), redis.end()])
      await servers[Symbol.asyncDispose]()
    },
  }
}

function signal(): [Promise<void>, () => void] {
  let give: () => void = () => undefined
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return [given, give]
}
