import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timelineKey } from '#app/domain/feeds/keys.ts'
import { createMemoryTimelines } from '#app/domain/feeds/timeline-store.memory.ts'
import { createRedisTimelines } from '#app/domain/feeds/timeline-store.redis.server.ts'
import type { TimelineStore } from '#app/domain/feeds/timeline-store.ts'
import { idAt, idsDown, someFeed } from '#test/support/ids.ts'
import { holds } from '#test/support/property.ts'
import { startWorld } from '#test/support/world.ts'
import { describeTimelineStore } from './timeline-store.contract.ts'

const world = startWorld()
const redisStore = () => createRedisTimelines({ redis: world.redis })
const memory = createMemoryTimelines()

describeTimelineStore('memory', () => memory)
describeTimelineStore('Redis', redisStore)

const moment = fc.integer({ min: 0, max: 900 })
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('push' as const), n: moment }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('pushRun' as const),
      n: moment,
      length: fc.integer({ min: 1, max: 500 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('open' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('fill' as const), back: fc.nat(2), from: moment, length: fc.nat(400) }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('remove' as const), from: moment, length: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('drop' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constantFrom('before' as const, 'after' as const),
      n: fc.option(moment),
      limit: fc.integer({ min: 1, max: 450 }),
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** What a store answers to the steps, one after the other. Tokens are told apart by when they were given. */
async function play(store: TimelineStore, steps: readonly Step[]): Promise<unknown[]> {
  const feed = someFeed()
  const tokens: string[] = []
  const answers: unknown[] = []
  for (const doing of steps) {
    if (doing.type === 'push') await store.push(idAt(doing.n), [feed])
    if (doing.type === 'pushRun') {
      await Promise.all(idsDown(doing.n + doing.length, doing.n).map((id) => store.push(id, [feed])))
    }
    if (doing.type === 'open') tokens.push(await store.open(feed))
    if (doing.type === 'fill') {
      const token = tokens.at(-1 - doing.back)
      if (token) answers.push(await store.fill(feed, token, idsDown(doing.from + doing.length, doing.from)))
    }
    if (doing.type === 'remove') await store.remove(idsDown(doing.from + doing.length, doing.from), [feed])
    if (doing.type === 'drop') await store.drop([feed])
    if (doing.type === 'before' || doing.type === 'after') {
      const at = doing.n === null ? null : idAt(doing.n)
      answers.push(await store.read(feed, { [doing.type]: at, limit: doing.limit }))
    }
  }
  answers.push(await store.read(feed, { before: null, limit: 2000 }))
  return answers
}

test('Redis answers as memory does, whatever is asked of them', async () => {
  const property = fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
    expect(await play(redisStore(), steps)).toEqual(await play(createMemoryTimelines(), steps))
  })
  await holds(property, 60)
})

test('scripts that the server forgot are sent again', async () => {
  const feed = someFeed()
  const store = redisStore()
  await store.fill(feed, await store.open(feed), [idAt(1)])
  await world.redis.script('FLUSH')
  await store.push(idAt(2), [feed])
  expect(await store.read(feed, { before: null, limit: 5 })).toMatchObject({ ids: idsDown(2, 1) })
})

test('a timeline that nobody reads goes, a build that nobody ends too, and a read keeps it', async () => {
  const feed = someFeed()
  const store = redisStore()
  const key = timelineKey(feed)
  const token = await store.open(feed)
  expect(await world.redis.ttl(key)).toBeLessThanOrEqual(600)
  await store.fill(feed, token, [idAt(1)])
  const fresh = await world.redis.ttl(key)
  expect(fresh).toBeGreaterThan(13 * 86_400)
  await world.redis.expire(key, 60)
  await store.push(idAt(2), [feed])
  expect(await world.redis.ttl(key)).toBeLessThanOrEqual(60)
  await store.read(feed, { before: null, limit: 1 })
  expect(await world.redis.ttl(key)).toBeGreaterThanOrEqual(fresh - 1)
})
