import { afterAll, beforeAll, expect, test } from 'vitest'
import { createInvalidationLog } from '#app/lib/cache/invalidation-log.server.ts'
import { logKeys } from '#app/lib/cache/keys.ts'
import { type CacheWorld, createCacheWorld } from '#test/support/caches.ts'
import { createGate } from '#test/support/gate.ts'

let world: CacheWorld
beforeAll(async () => {
  world = await createCacheWorld()
})
afterAll(() => world.end())

test('a fact is read from Postgres once, then from Redis, then from the process; what is not there as well', async () => {
  const [one, other] = [await world.process(), await world.process()]
  await world.put('there', 'first')
  expect(await one.read('there', 'nowhere')).toEqual({ there: 'first' })
  await one.settle()
  expect(await other.read('nowhere', 'there')).toEqual({ there: 'first' })
  expect(await other.read('there', 'nowhere', 'there')).toEqual({ there: 'first' })
  expect(one.reads).toEqual(['postgres 2'])
  expect(other.reads).toEqual(['redis 2', 'process 3'])
})

test('a change is seen by every process as soon as its write is answered', async () => {
  const processes = [await world.process(), await world.process(), await world.process({ shared: false })]
  await world.put('changed', 'old')
  for (const process of processes) expect(await process.read('changed', 'new')).toEqual({ changed: 'old' })
  await processes[0]?.write('changed', 'fresh')
  await processes[1]?.write('new', 'there')
  for (const process of processes) {
    expect(await process.read('changed', 'new')).toEqual({ changed: 'fresh', new: 'there' })
  }
})

test('who writes and reads on sees its own write', async () => {
  const one = await world.process()
  await world.put('own', 'old')
  await one.read('own')
  await one.write('own', 'fresh')
  expect(await one.shelf.get(['own'])).toEqual(['fresh'])
})

test('what a write makes is held without being read, in its process only', async () => {
  const [one, other] = [await world.process(), await world.process()]
  await one.cache.sync()
  await one.writeAndKeep('made', 'here')
  expect(await one.read('made')).toEqual({ made: 'here' })
  expect(one.reads).toEqual(['process 1'])
  expect(await other.read('made')).toEqual({ made: 'here' })
  expect(other.reads).toEqual(['postgres 1'])
  await other.write('made', 'changed')
  expect(await one.read('made')).toEqual({ made: 'changed' })
})

for (const isSynced of [true, false]) {
  const when = isSynced ? 'when its process learns of it meanwhile' : 'when its process learns of it later'
  test(`what a write makes is not held where another changed it before the write was done, ${when}`, async () => {
    const [one, other] = [await world.process(), await world.process()]
    const id = `overtaken ${isSynced}`.replace(' ', '-')
    await one.cache.sync()
    await one.writeAndKeep(id, 'first', async () => {
      await other.write(id, 'second')
      if (isSynced) await one.cache.sync()
    })
    expect(await one.read(id)).toEqual({ [id]: 'second' })
  })
}

test('what a write that failed would have made is held by nobody', async () => {
  const one = await world.process()
  await one.cache.sync()
  const failing = one.writeAndKeep('unmade', 'here', () => Promise.reject(new Error('no commit')))
  await expect(failing).rejects.toThrow('no commit')
  await world.put('unmade', 'another')
  expect(await one.read('unmade')).toEqual({ unmade: 'another' })
})

test('a hot fact under 500 readers is one query, and so are many facts at once', async () => {
  const gate = createGate()
  const batches: number[] = []
  const one = await world.process({
    around: async (load, ids) => {
      batches.push(ids.length)
      await gate.pass()
      return load()
    },
  })
  await world.put('hot', 'sun')
  await one.cache.sync()
  const readers = Array.from({ length: 500 }, () => one.shelf.get(['hot', 'cold']))
  await gate.reached
  const late = one.shelf.get(['hot', 'warm'])
  gate.open()
  for (const [hot] of await Promise.all([...readers, late])) expect(hot).toBe('sun')
  expect(batches).toEqual([2, 1])
})

test('a failure is everybody’s who waits, and nobody’s later', async () => {
  let isBroken = true
  const one = await world.process({
    around: (load) => (isBroken ? Promise.reject(new Error('Postgres said no')) : load()),
  })
  await world.put('late', 'here')
  await one.cache.sync()
  const both = await Promise.allSettled([one.shelf.get(['late']), one.shelf.get(['late'])])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  isBroken = false
  expect(await one.read('late')).toEqual({ late: 'here' })
})

for (const isSynced of [true, false]) {
  const when = isSynced ? 'when its process learns of it meanwhile' : 'when its process learns of it later'
  test(`a slow reader puts nothing old back, neither in its process nor in Redis, ${when}`, async () => {
    const gate = createGate()
    const slow = await world.process({
      around: async (load) => {
        const found = await load()
        await gate.pass()
        return found
      },
    })
    const [quick, third] = [await world.process(), await world.process()]
    const id = `raced-${isSynced}`
    await world.put(id, 'old')
    const old = slow.read(id)
    await gate.reached
    await quick.write(id, 'fresh')
    if (isSynced) await slow.cache.sync()
    const joined = isSynced ? slow.read(id) : undefined
    gate.open()
    expect(await old).toEqual({ [id]: 'old' })
    if (joined) expect(await joined).toEqual({ [id]: 'fresh' })
    await slow.settle()
    expect(await third.read(id)).toEqual({ [id]: 'fresh' })
    expect(await slow.read(id)).toEqual({ [id]: 'fresh' })
  })
}

test('who finds another process loading loads for itself, and leaves storing to that one', async () => {
  const gate = createGate()
  const slow = await world.process({
    around: async (load) => {
      await gate.pass()
      return load()
    },
  })
  const [second, third] = [await world.process(), await world.process()]
  await world.put('leased', 'value')
  const first = slow.read('leased')
  await gate.reached
  expect(await second.read('leased')).toEqual({ leased: 'value' })
  await second.settle()
  gate.open()
  await first
  await slow.settle()
  await third.read('leased')
  expect(third.reads).toEqual(['redis 1'])
})

test('a write that fails invalidates, too: its commit may have come through', async () => {
  const [one, other] = [await world.process(), await world.process()]
  await world.put('doubtful', 'old')
  await other.read('doubtful')
  const lost = one.cache.write(async (touch) => {
    await touch({ kind: 'fact', id: 'doubtful' })
    await world.put('doubtful', 'fresh')
    throw new Error('the answer was lost')
  })
  await expect(lost).rejects.toThrow('the answer was lost')
  expect(await other.read('doubtful')).toEqual({ doubtful: 'fresh' })
})

test('what a writer that died had changed is invalidated after a minute', async () => {
  const [dying, other] = [await world.process(), await world.process()]
  const gate = createGate()
  await world.redis.del(logKeys.open)
  await world.put('orphan', 'old')
  await other.read('orphan')
  const died = dying.cache.write(async (touch) => {
    await touch({ kind: 'fact', id: 'orphan' })
    await world.put('orphan', 'fresh')
    await gate.pass()
  })
  await gate.reached
  expect(await other.cache.recover()).toBe(0)
  const intents = await world.redis.zrange(logKeys.open, '0', '-1')
  expect(intents).toHaveLength(1)
  for (const intent of intents) await world.redis.zadd(logKeys.open, Math.floor(Date.now() / 1_000) - 61, intent)
  expect(await other.cache.recover()).toBe(1)
  expect(await other.read('orphan')).toEqual({ orphan: 'fresh' })
  expect(await other.cache.recover()).toBe(0)
  gate.open()
  await died
})

test('a write that ends leaves no intent, and one that touches nothing asks Redis nothing', async () => {
  const one = await world.process()
  await world.redis.del(logKeys.open)
  await one.write('tidy', 'up')
  expect(await world.redis.zcard(logKeys.open)).toBe(0)
  one.redis.disconnect()
  expect(await one.cache.write(async () => 'result')).toBe('result')
})

test('a process holds no more than it may', async () => {
  const one = await world.process({ maxHeld: 3 })
  await one.read('1', '2', '3', '4')
  await one.settle()
  await one.read('1', '2', '3', '4')
  expect(one.reads).toEqual(['postgres 4', 'process 3', 'redis 1'])
})

test('a process that was behind for long forgets all', async () => {
  const [one, other] = [await world.process(), await world.process()]
  const invalidations = createInvalidationLog(one.redis)
  await world.put('missed', 'old')
  await other.read('missed')
  await one.write('missed', 'fresh')
  for (let round = 0; round < 52; round += 1) {
    await Promise.all(Array.from({ length: 100 }, () => invalidations.append([{ kind: 'fact', id: 'other' }], [])))
  }
  expect(await other.read('missed')).toEqual({ missed: 'fresh' })
  expect(await world.redis.xlen(logKeys.log)).toBeLessThan(5_200)
})

for (const key of [logKeys.log, logKeys.head]) {
  test(`without ${key}, as when Redis makes room, everybody forgets all, and writes go on`, async () => {
    const [one, other] = [await world.process(), await world.process()]
    await world.put('evicted', 'old')
    await other.read('evicted')
    await one.write('evicted', 'fresh')
    await world.redis.del(key)
    await one.write('another', 'value')
    expect(await other.read('evicted')).toEqual({ evicted: 'fresh' })
    await one.write('evicted', 'fresher')
    expect(await other.read('evicted')).toEqual({ evicted: 'fresher' })
    const { rows } = await world.db.query('SELECT number FROM cache_fence')
    expect(rows).toEqual([{ number: 0 }])
  })
}

test('processes of two versions invalidate each other and do not read each other', async () => {
  const [old, next] = [await world.process(), await world.process({ shape: 2 })]
  await world.put('shaped', 'old')
  await old.read('shaped')
  await old.settle()
  await next.read('shaped')
  expect(next.reads).toEqual(['postgres 1'])
  await old.write('shaped', 'fresh')
  expect(await next.read('shaped')).toEqual({ shaped: 'fresh' })
})

test('names that a list could not tell apart are refused, and so are two kinds of one name', async () => {
  const one = await world.process()
  await expect(one.cache.write((touch) => touch({ kind: 'fact', id: 'a b' }))).rejects.toThrow('no name')
  expect(() => one.cache.shelf({ name: 'fact', load: async () => new Map() })).toThrow('fact')
})
