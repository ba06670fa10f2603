import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '#app/lib/log.server.ts'
import { createRateLimiter } from '#app/lib/rate-limit.server.ts'
import { connectRedis } from '#app/lib/redis.server.ts'
import { createProxy } from '#test/support/proxy.ts'
import { ownServers } from '#test/support/servers.ts'

let redis: Awaited<ReturnType<typeof startRedis>>
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis.end())

const limit = { times: 3, windowS: 60 }

test('it counts for all processes together, each key for itself', async () => {
  const [one, other] = [await redis.limiter(), await redis.limiter()]
  const waits = [
    await one.consume('post', 'alice', limit),
    await other.consume('post', 'alice', limit),
    await one.consume('post', 'alice', limit),
    await other.consume('post', 'alice', limit),
  ]
  expect(waits.slice(0, 3)).toEqual([0, 0, 0])
  expect(waits[3]).toBeGreaterThan(0)
  expect(waits[3]).toBeLessThanOrEqual(60)
  expect(await one.consume('post', 'bela', limit)).toBe(0)
  expect(await one.consume('follow', 'alice', limit)).toBe(0)
})

test('fifty at once are counted one by one', async () => {
  const limiter = await redis.limiter()
  const waits = await Promise.all(Array.from({ length: 50 }, () => limiter.consume('guess', 'alice', limit)))
  expect(waits.filter((wait) => wait === 0)).toHaveLength(3)
})

test('the window ends', async () => {
  const limiter = await redis.limiter()
  const short = { times: 1, windowS: 1 }
  expect(await limiter.consume('short', 'alice', short)).toBe(0)
  expect(await limiter.consume('short', 'alice', short)).toBe(1)
  await sleep(1_100)
  expect(await limiter.consume('short', 'alice', short)).toBe(0)
})

test('without Redis each process counts for itself, and stays shut', async () => {
  const limiter = await redis.limiter()
  redis.proxy.cut()
  const waits: number[] = []
  const startedAt = performance.now()
  for (let n = 0; n < 20; n += 1) waits.push(await limiter.consume('away', 'alice', limit))
  expect(performance.now() - startedAt).toBeLessThan(2_000)
  expect(waits.filter((wait) => wait === 0)).toHaveLength(3)
  redis.proxy.restore()
})

async function startRedis() {
  const servers = await ownServers()
  const proxy = await createProxy(servers.redisUrl)
  const log = createLog({ NODE_ENV: 'test', LOG_LEVEL: 'silent' }, 'web')
  const connections: ReturnType<typeof connectRedis>[] = []
  return {
    proxy,
    /** The limiter of one more process. */
    async limiter() {
      const connection = connectRedis(proxy.url, log)
      connections.push(connection)
      await new Promise((resolve) => connection.once('ready', resolve))
      return createRateLimiter({ redis: connection })
    },
    async end() {
      for (const connection of connections) connection.disconnect()
      await proxy.end()
      await servers[Symbol.asyncDispose]()
    },
  }
}
