import fc from 'fast-check'
import { expect, test } from 'vitest'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { following } from '#app/domain/feeds/define-feed.ts'
import { createFeeds } from '#app/domain/feeds/feeds.server.ts'
import { createMemoryLedger } from '#app/domain/feeds/ledger.memory.ts'
import { createMemoryTimelines } from '#app/domain/feeds/timeline-store.memory.ts'
import { createUncached } from '#app/lib/cache/uncached.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { holds } from '#test/support/property.ts'

const readers = 3
const hourMs = 3600_000
/** All three readers are above it, one is below 80 % of it. */
const pullThreshold = 2

const diesAt = fc.option(fc.nat(6), { freq: 1 })
const doing = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('post' as const) }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constantFrom('follow', 'unfollow'), reader: fc.nat(readers - 1) }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constant('work' as const), diesAt }) },
  { weight: 5, arbitrary: fc.record({ type: fc.constant('rebuild' as const), reader: fc.nat(readers - 1) }) },
  { weight: 7, arbitrary: fc.record({ type: fc.constant('review' as const), diesAt }) },
)
type Doing = typeof doing extends fc.Arbitrary<infer D> ? D : never
/** `steps`: how far what was begun comes before the next begins. */
const life = fc.array(fc.record({ doing, steps: fc.nat(12) }), { minLength: 20, maxLength: 80 })

/** Feeds in memory whose every call to a port waits for its turn, or fails for ever from `diesAt` on. */
function createLife(turns: fc.Scheduler) {
  let clock = Date.now()
  const now = () => new Date(clock)
  const [ledger, timelines] = [createMemoryLedger({ now }), createMemoryTimelines()]
  const waiting: Id[] = []

  function feedsOf(diesAt: number | null) {
    let calls = 0
    const inTurn = <Port extends object>(port: Port): Port =>
      new Proxy(port, {
        get: (target, name) => {
          const method: unknown = Reflect.get(target, name)
          if (typeof method !== 'function') return method
          return async (...args: unknown[]) => {
            await turns.schedule(Promise.resolve(), String(name))
            calls += 1
            if (diesAt !== null && calls > diesAt) throw new Error('killed')
            return Reflect.apply(method, target, args)
          }
        },
      })
    return createFeeds({
      ledger: inTurn(ledger),
      timelines: inTurn(timelines),
      queue: {
        add: async () => undefined,
        addMany: async (_, payloads) => {
          for (const payload of payloads) {
            if (payload instanceof Object && 'activityId' in payload) waiting.push(String(payload.activityId))
          }
        },
      },
      cache: createUncached(),
      log: { warn: () => undefined },
      now,
      pullThreshold,
    })
  }
  return { ledger, timelines, waiting, feedsOf, pass: (ms: number) => (clock += ms) }
}

test('what a timeline lacks is by authors who are merged, however posts, follows, builds and reviews interleave', async () => {
  const property = fc.asyncProperty(fc.scheduler(), life, async (turns, steps) => {
    const { ledger, timelines, waiting, feedsOf, pass } = createLife(turns)
    const star = newId()
    const people = Array.from({ length: readers }, () => newId())
    const feeds = feedsOf(null)
    const post = (actorId: Id) =>
      feeds.transaction((_, { publish }) => publish({ actorId, verb: 'post', objectId: newId() }))
    const follow = (followerId: Id) =>
      feeds.followMany({ follows: [{ followerId, followeeId: star, createdAt: new Date() }] })

    async function begin(one: Doing): Promise<unknown> {
      // Who has entered is known to all, and may leave.
      pass(2 * hourMs)
      if (one.type === 'post') return post(star)
      if (one.type === 'review') return (one.diesAt === null ? feeds : feedsOf(one.diesAt)).duties.reviewAuthors()
      if (one.type === 'work') {
        const activityId = waiting.shift()
        return activityId && feedsOf(one.diesAt).duties.fanOut({ activityId })
      }
      const reader = people[one.reader] ?? ''
      if (one.type === 'rebuild') return feeds.duties.rebuild({ feed: homeFeed(reader) })
      return one.type === 'follow' ? follow(reader) : feeds.unfollow({ followerId: reader, followeeId: star })
    }

    for (const reader of people) {
      await turns.waitFor(follow(reader))
      // Something of one's own: without any entry there is no timeline.
      await turns.waitFor(post(reader))
    }
    const begun: Promise<unknown>[] = []
    for (const { doing: one, steps: count } of steps) {
      begun.push(begin(one).catch(() => undefined))
      for (let step = 0; step < count && turns.count() > 0; step += 1) await turns.waitOne()
    }
    await turns.waitFor(Promise.all(begun))
    // The sweep.
    for (const activityId of await ledger.findUnfinished({ recordedBefore: new Date(8.64e15), limit: 1_000 })) {
      await turns.waitFor(feeds.duties.fanOut({ activityId }))
    }

    const pulled = await ledger.findPulledActors()
    for (const owner of people) {
      const slice = await timelines.read(homeFeed(owner), { limit: 1_000 })
      const floor = slice.state === 'warm' ? slice.ids.at(-1) : undefined
      if (slice.state === 'cold' || floor === undefined) continue
      const sources = [following('post')]
      const truth = await ledger.pull({ sources, feed: homeFeed(owner), owner }, { limit: 1_000 })
      const missing = truth.filter(
        ({ id, actorId }) => id >= floor && !slice.ids.includes(id) && !pulled.includes(actorId),
      )
      expect(missing).toEqual([])
    }
  })
  await holds(property, 1_500)
})
