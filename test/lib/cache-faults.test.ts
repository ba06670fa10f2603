import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { type CacheWorld, createCacheWorld } from '#test/support/caches.ts'
import { createGate } from '#test/support/gate.ts'
import { ownRedisServer } from '#test/support/own-redis.ts'
import { createProxy } from '#test/support/proxy.ts'
import { until } from '#test/support/until.ts'

let server: Awaited<ReturnType<typeof ownRedisServer>>
let world: CacheWorld
beforeAll(async () => {
  server = await ownRedisServer()
  world = await createCacheWorld({ redisUrl: server.url })
})
beforeEach(() => letTimePass())
afterAll(async () => {
  await world.end()
  await server[Symbol.asyncDispose]()
})

type Process = Awaited<ReturnType<CacheWorld['process']>>

/** Reads until nothing comes from Postgres. */
const trusting = (process: Process, id: string) =>
  until(
    async () => {
      const before = process.reads.length
      await process.read(id)
      return process.reads.slice(before).every((read) => !read.startsWith('postgres')) ? true : null
    },
    { withinMs: 15_000, everyMs: 20 },
  )

/** Reads until all comes from Postgres. */
const distrusting = (process: Process, id: string) =>
  until(
    async () => {
      await process.read(id)
      return process.reads.at(-1) === 'postgres 1' ? true : null
    },
    { withinMs: 3_000, everyMs: 20 },
  )

/** As if the fence had been closed for its whole time. */
const letTimePass = () => world.db.query('UPDATE cache_fence SET closed_until = now()')

async function throughProxy(url: string) {
  const proxy = await createProxy(url)
  onTestFinished(() => proxy.end())
  return proxy
}

test('Redis emptied while people read: right at once, and held again by the next read', async () => {
  const [one, other] = [await world.process(), await world.process()]
  await world.put('emptied', 'old')
  await one.read('emptied')
  await other.read('emptied')
  await one.write('emptied', 'fresh')
  await world.redis.flushall()
  expect(await other.read('emptied')).toEqual({ emptied: 'fresh' })
  await world.redis.flushall()
  await one.write('emptied', 'fresher')
  expect(await other.read('emptied')).toEqual({ emptied: 'fresher' })
  await other.read('emptied')
  expect(other.reads.slice(-2)).toEqual(['postgres 1', 'process 1'])
})

test('a Redis that lost its last writes: what it holds is older, and nobody is told', async () => {
  const gate = createGate()
  const [one, other] = [await world.process(), await world.process()]
  const slow = await world.process({
    around: async (load) => {
      const found = await load()
      await gate.pass()
      return found
    },
  })
  await world.put('lost', 'old')
  await world.put('leased', 'old')
  await one.read('lost')
  await other.read('lost')
  await one.settle()
  const late = slow.read('leased')
  await gate.reached
  await server.save()
  await one.write('lost', 'fresh')
  await one.write('leased', 'fresh')
  await server.loseSinceSave()
  for (const { redis } of [one, other, slow])
    await until(async () => (redis.status === 'ready' ? true : null), { withinMs: 10_000 })
  expect(await world.redis.dbsize()).toBeGreaterThan(0)
  gate.open()
  await late
  await slow.settle()
  for (const process of [one, other, slow]) {
    await trusting(process, 'lost')
    expect(await process.read('lost', 'leased')).toEqual({ lost: 'fresh', leased: 'fresh' })
  }
})

test('a writer that cannot reach Redis: its answer comes when nobody trusts a cache', async () => {
  const proxy = await throughProxy(server.url)
  const writer = await world.process({ redisUrl: proxy.url })
  const readers = [await world.process(), await world.process()]
  await world.put('cut', 'old')
  for (const reader of [writer, ...readers]) await trusting(reader, 'cut')
  proxy.cut()
  await writer.write('cut', 'fresh')
  for (const reader of [writer, ...readers]) expect(await reader.read('cut')).toEqual({ cut: 'fresh' })
  await writer.write('cut', 'fresher')
  for (const reader of readers) expect(await reader.read('cut')).toEqual({ cut: 'fresher' })
  expect(readers[0]?.reads.slice(-2)).toEqual(['postgres 1', 'postgres 1'])
  await letTimePass()
  for (const reader of readers) {
    await trusting(reader, 'cut')
    expect(await reader.read('cut')).toEqual({ cut: 'fresher' })
  }
  proxy.restore()
})

test('a reader that Redis alone does not answer reads from Postgres, and holds on to nothing old', async () => {
  const proxy = await throughProxy(server.url)
  const [writer, reader] = [await world.process(), await world.process({ redisUrl: proxy.url })]
  await world.put('alone', 'old')
  await trusting(reader, 'alone')
  proxy.cut()
  await writer.write('alone', 'fresh')
  expect(await reader.read('alone')).toEqual({ alone: 'fresh' })
  proxy.restore()
  await trusting(reader, 'alone')
  expect(await reader.read('alone')).toEqual({ alone: 'fresh' })
})

test('a reader that sees neither Redis nor the fence does not trust what it holds', async () => {
  const redis = await throughProxy(server.url)
  const fence = await throughProxy(world.servers.databaseUrl)
  const writer = await world.process({ redisUrl: redis.url })
  const reader = await world.process({ databaseUrl: fence.url })
  await world.put('blind', 'old')
  await trusting(writer, 'blind')
  await trusting(reader, 'blind')
  redis.cut()
  fence.cut()
  await writer.write('blind', 'fresh')
  expect(await reader.read('blind')).toEqual({ blind: 'fresh' })
  fence.restore()
  await letTimePass()
  await trusting(reader, 'blind')
  expect(await reader.read('blind')).toEqual({ blind: 'fresh' })
})

test('a Redis that hangs: writes are answered, reads go on, and are right when it answers again', async () => {
  const [writer, reader] = [await world.process(), await world.process()]
  await world.put('hung', 'old')
  await trusting(writer, 'hung')
  await trusting(reader, 'hung')
  server.hang()
  await writer.write('hung', 'fresh')
  for (let n = 0; n < 20; n += 1) expect(await reader.read('hung')).toEqual({ hung: 'fresh' })
  server.resume()
  for (let n = 0; n < 20; n += 1) expect(await reader.read('hung')).toEqual({ hung: 'fresh' })
  await letTimePass()
  await trusting(reader, 'hung')
  expect(await reader.read('hung')).toEqual({ hung: 'fresh' })
})

test('readers that Redis does not answer share queries, each begun after they asked', async () => {
  const gate = createGate()
  const proxy = await throughProxy(server.url)
  const reader = await world.process({
    redisUrl: proxy.url,
    around: async (load) => {
      const found = await load()
      await gate.pass()
      return found
    },
  })
  await world.put('storm', 'old')
  proxy.cut()
  await reader.cache.sync()
  const first = reader.shelf.get(['storm'])
  await gate.reached
  await world.put('storm', 'fresh')
  const later = Array.from({ length: 200 }, () => reader.shelf.get(['storm']))
  gate.open()
  expect(await first).toEqual(['old'])
  for (const values of await Promise.all(later)) expect(values).toEqual(['fresh'])
  expect(reader.reads).toEqual(['postgres 1', 'postgres 1'])
})

test('a write that fails without Redis does not wait, and is made up for', async () => {
  const proxy = await throughProxy(server.url)
  const writer = await world.process({ redisUrl: proxy.url })
  const reader = await world.process()
  await world.put('half', 'old')
  await trusting(reader, 'half')
  const lost = writer.cache.write(async (touch) => {
    await touch({ kind: 'fact', id: 'half' })
    await world.put('half', 'fresh')
    proxy.cut()
    throw new Error('the answer was lost')
  })
  await expect(lost).rejects.toThrow('the answer was lost')
  await until(async () => ((await reader.read('half')).half === 'fresh' ? true : null), { withinMs: 3_000 })
})

test('a writer that dies without Redis between commit and invalidation had closed the fence before', async () => {
  const proxy = await throughProxy(server.url)
  const writer = await world.process({ redisUrl: proxy.url })
  const reader = await world.process()
  await world.put('dead', 'old')
  await trusting(reader, 'dead')
  proxy.cut()
  const gate = createGate()
  const died = writer.write('dead', 'fresh', () => gate.pass())
  await gate.reached
  await distrusting(reader, 'dead')
  gate.open()
  await died
})

test('a write that neither Redis nor Postgres can be told of fails before it is committed', async () => {
  const [redis, fence] = [await throughProxy(server.url), await throughProxy(world.servers.databaseUrl)]
  const writer = await world.process({ redisUrl: redis.url, databaseUrl: fence.url })
  redis.cut()
  fence.cut()
  await expect(writer.write('refused', 'value')).rejects.toThrow()
  expect((await world.db.query("SELECT * FROM fact WHERE id = 'refused'")).rows).toEqual([])
})

test('a closed cache holds no connection', async () => {
  const one = await world.process()
  await one.read('any')
  const connections = async () => {
    const { rows } = await world.db.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '%fence'",
    )
    return rows.map(({ pid }) => pid)
  }
  const before = await connections()
  await one.end()
  await until(async () => ((await connections()).length === before.length - 1 ? true : null), { withinMs: 5_000 })
  await one.cache.sync()
  expect(await connections()).toHaveLength(before.length - 1)
})
