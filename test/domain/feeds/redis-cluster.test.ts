import { afterAll, expect, test } from 'vitest'
import { timelineKey } from '#app/domain/feeds/keys.ts'
import { createRedisTimelines } from '#app/domain/feeds/timeline-store.redis.server.ts'
import { createCache } from '#app/lib/cache/cache.server.ts'
import { createWorkers } from '#app/lib/queue-worker.server.ts'
import { jobsOf } from '#jobs/registry.ts'
import { idAt, someFeed } from '#test/support/ids.ts'
import { startRedisCluster } from '#test/support/redis-cluster.ts'
import { until } from '#test/support/until.ts'
import { startWorld } from '#test/support/world.ts'
import { describeFanOut } from './fan-out.contract.ts'
import { describeTimelineStore } from './timeline-store.contract.ts'

let cluster: Awaited<ReturnType<typeof startRedisCluster>> | undefined
afterAll(() => cluster?.end())
const world = startWorld(async () => {
  cluster = await startRedisCluster()
  return { REDIS_URL: cluster.url }
})
const store = () => createRedisTimelines({ redis: world.redis })

describeTimelineStore('a Redis Cluster', store)
describeFanOut('with a Redis Cluster', world)

test('what is written to and forgotten at once may lie on all of its servers', async () => {
  const feeds = Array.from({ length: 600 }, someFeed)
  for (const feed of feeds) await store().fill(feed, await store().open(feed), [idAt(1)])
  const before = await cluster?.calls('evalsha')
  await store().push(idAt(2), feeds)
  const calls = (await cluster?.calls('evalsha'))?.map((count, at) => count - (before?.[at] ?? 0)) ?? []
  expect(calls.every((count) => count > 0)).toBe(true)
  // One a slot that has a timeline, and no more than there are.
  expect(calls.reduce((sum, count) => sum + count, 0)).toBe(new Set(feeds.map(slotTagOf)).size)
  await store().remove([idAt(2)], feeds)
  await store().drop(feeds.slice(1))
  const states = await Promise.all(feeds.map((feed) => store().read(feed, { limit: 9 })))
  expect(states[0]).toMatchObject({ ids: [idAt(1)] })
  expect(states.slice(1).every(({ state }) => state === 'cold')).toBe(true)
})

test('scripts that one of its servers forgot are sent again', async () => {
  const feeds = Array.from({ length: 100 }, someFeed)
  for (const feed of feeds) await store().fill(feed, await store().open(feed), [idAt(1)])
  await world.redis.script('FLUSH')
  await store().push(idAt(2), feeds)
  for (const feed of feeds) expect(await store().read(feed, { limit: 1 })).toMatchObject({ ids: [idAt(2)] })
})

test('the cache tells all processes of a write whose facts lie on several servers', async () => {
  const ids = Array.from({ length: 200 }, (_, at) => `fact-${at}`)
  const truth = new Map(ids.map((id) => [id, 1]))
  const open = () => {
    const cache = createCache({ redis: world.redis, databaseUrl: world.env.DATABASE_URL, log: world.log })
    const load = async (asked: readonly string[]) => new Map(asked.map((id) => [id, truth.get(id) ?? 0]))
    return { cache, shelf: cache.shelf({ name: 'test.cluster', load }) }
  }
  const [writer, reader] = [open(), open()]
  const read = async () => {
    await reader.cache.sync()
    return [...new Set(await reader.shelf.get(ids))]
  }
  expect(await read()).toEqual([1])
  await writer.cache.write(async (touch) => {
    await touch(...ids.map((id) => ({ kind: 'test.cluster', id })))
    for (const id of ids) truth.set(id, 2)
  })
  expect(await read()).toEqual([2])
  await Promise.all([writer.cache.close(), reader.cache.close()])
})

test('rates are counted for all processes together', async () => {
  const limit = { times: 2, windowS: 60 }
  const waits: number[] = []
  for (let at = 0; at < 3; at += 1) waits.push(await world.limiter.consume('cluster', 'somebody', limit))
  expect(waits.map((wait) => wait > 0)).toEqual([false, false, true])
  expect(await world.redis.exists('limit:cluster:somebody')).toBe(1)
})

test('workers wait for jobs, and run them', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  await world.follow(bob, alice)
  await world.drain()
  const { env, log, deadLetters } = world
  const options = { redisUrl: env.REDIS_URL, concurrency: 2, log, deadLetters, jobs: jobsOf(world) }
  const workers = await createWorkers({ ...options, onRedisBack: async () => undefined })
  const id = await world.post(alice, 'by a worker')
  await until(async () => ((await world.ledger.getDelivery(id)) === null ? true : null), {
    withinMs: 20_000,
    everyMs: 20,
  })
  await workers.close()
  expect(await world.home(bob)).toEqual(['by a worker'])
})

// The last one: all that is above has run.
test('no command had keys of two slots, and none went round in circles', async () => {
  const errors = async () => (await cluster?.errors()) ?? { kinds: new Map(), commands: new Map() }
  const { kinds, commands } = await errors()
  for (const kind of ['CROSSSLOT', 'ASK', 'TRYAGAIN', 'CLUSTERDOWN']) expect(kinds.get(kind), kind).toBeUndefined()
  // A script that reaches for keys of another server fails with no kind of its own.
  const refused = (commands.get('evalsha') ?? 0) + (commands.get('eval') ?? 0) + (commands.get('unlink') ?? 0)
  expect(refused).toBeGreaterThan(0)
  expect(refused).toBeLessThanOrEqual((kinds.get('MOVED') ?? 0) + (kinds.get('NOSCRIPT') ?? 0))
  // While it connects a client may ask a wrong server, and learns the right one: from then on it asks no other.
  const feeds = Array.from({ length: 600 }, someFeed)
  await store().push(idAt(3), feeds)
  await store().drop(feeds)
  expect((await errors()).kinds.get('MOVED')).toBe(kinds.get('MOVED'))
})

const slotTagOf = (feed: ReturnType<typeof someFeed>) => /\{b\d+\}/.exec(timelineKey(feed))?.[0]
