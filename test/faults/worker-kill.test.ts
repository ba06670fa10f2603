import { expect, test } from 'vitest'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { limits } from '#app/domain/feeds/types.ts'
import { chunk } from '#app/lib/chunk.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { createProxy } from '#test/support/proxy.ts'
import { deadRedisUrl } from '#test/support/second-wiring.ts'
import { until } from '#test/support/until.ts'
import { spawnWorker, startWorker } from '#test/support/worker-process.ts'
import { startWorld } from '#test/support/world.ts'

const followers = 30_000
/** All are written to, however many they are. */
const world = startWorld({ FEED_PULL_THRESHOLD: String(followers * 10) })
/** A job whose worker was killed is taken up within this. */
const takenUpWithinMs = 20_000

/** Somebody with many followers, whose timelines all exist and hold one old id. */
async function star(count = followers): Promise<{ starId: Id; followerIds: Id[]; oldId: Id }> {
  const [starId, oldId] = [newId(), newId(new Date(Date.now() - 60_000))]
  const followerIds = Array.from({ length: count }, () => newId()).sort()
  await world.db.$executeRaw`
    INSERT INTO follow (follower_id, followee_id) SELECT unnest(${followerIds}::uuid[]), ${starId}::uuid`
  for (const part of chunk(followerIds, 1_000)) {
    await Promise.all(
      part.map(homeFeed).map(async (feed) => world.timelines.fill(feed, await world.timelines.open(feed), [oldId])),
    )
  }
  return { starId, followerIds, oldId }
}

async function publishAs(actorId: Id): Promise<Id> {
  const [id = ''] = await world.feeds.transaction((_, { publish }) =>
    publish({ actorId, verb: 'post', objectId: newId() }),
  )
  return id
}

const delivery = (id: Id) =>
  world.db.activity.findUniqueOrThrow({ where: { id }, select: { fannedOutAt: true, fanOutCursor: true } })

/** Resolves in the middle of a fan-out, past the cursor given. */
function midway(id: Id, past: Id | null) {
  return until(
    async () => {
      const { fanOutCursor } = await delivery(id)
      return fanOutCursor !== null && (past === null || fanOutCursor > past) ? fanOutCursor : null
    },
    { withinMs: takenUpWithinMs },
  )
}

/** How many timelines hold exactly these ids. */
async function countHolding(ids: readonly Id[], followerIds: readonly Id[]): Promise<number> {
  let count = 0
  for (const part of chunk(followerIds, 1_000)) {
    const slices = await Promise.all(part.map((id) => world.timelines.read(homeFeed(id), { before: null, limit: 10 })))
    count += slices.filter((slice) => slice.state === 'warm' && slice.ids.join() === ids.join()).length
  }
  return count
}

test('workers killed in the middle of a fan-out: every follower has the post once', async () => {
  const { starId, followerIds, oldId } = await star()
  let reached: Id | null = null
  let activityId: Id | null = null
  const from = performance.now()
  for (let kill = 1; kill <= 2; kill += 1) {
    await using worker = await startWorker(world)
    activityId ??= await publishAs(starId)
    reached = await midway(activityId, reached)
    await worker.end('SIGKILL')
    expect(await delivery(activityId), 'killed too late to show anything').toMatchObject({ fannedOutAt: null })
    expect(await countHolding([activityId, oldId], followerIds)).toBeLessThan(followers)
  }
  await using _worker = await startWorker(world)
  const id = activityId ?? ''
  await until(async () => (await delivery(id)).fannedOutAt, { withinMs: takenUpWithinMs, everyMs: 50 })
  console.info(`killed twice, delivered after ${Math.round((performance.now() - from) / 1000)} s`)

  expect(await countHolding([id, oldId], followerIds)).toBe(followers)
})

test('a fan-out that is taken up begins where it was left', async () => {
  const { starId, followerIds, oldId } = await star(limits.fanOutChunk * 2)
  const activityId = await publishAs(starId)
  const [before, after] = [followerIds.slice(0, limits.fanOutChunk), followerIds.slice(limits.fanOutChunk)]
  await world.ledger.saveDelivered(activityId, before.at(-1) ?? '')

  await using _worker = await startWorker(world)
  await until(async () => (await delivery(activityId)).fannedOutAt, { withinMs: takenUpWithinMs })

  expect(await countHolding([oldId], before)).toBe(before.length)
  expect(await countHolding([activityId, oldId], after)).toBe(after.length)
})

test('a worker that is told to stop finishes what it began, and says goodbye', async () => {
  const { starId, followerIds, oldId } = await star()
  await using worker = await startWorker(world)
  const activityId = await publishAs(starId)
  await midway(activityId, null)
  expect(await worker.end('SIGTERM')).toBe(0)
  expect(await countHolding([activityId, oldId], followerIds)).toBe(followers)
  expect(await delivery(activityId)).toMatchObject({ fannedOutAt: expect.any(Date) })
})

test('a worker that waits for Redis can be told to stop', async () => {
  await using worker = spawnWorker(world, { REDIS_URL: deadRedisUrl })
  await worker.said('redis is away')
  const from = performance.now()
  expect(await worker.end('SIGTERM')).toBe(0)
  expect(performance.now() - from).toBeLessThan(3_000)
})

test('a worker whose Redis goes away can be told to stop, and one whose Redis comes back goes on', async () => {
  const door = await createProxy(world.env.REDIS_URL)
  await using stopping = await startWorker(world, { REDIS_URL: door.url })
  await using staying = await startWorker(world, { REDIS_URL: door.url })
  door.cut()
  await Promise.all([stopping.said('redis is away'), staying.said('redis is away')])
  expect(await stopping.end('SIGTERM')).toBe(0)

  const { starId, followerIds, oldId } = await star(10)
  door.restore()
  const activityId = await publishAs(starId)
  await until(async () => (await delivery(activityId)).fannedOutAt, { withinMs: takenUpWithinMs, everyMs: 20 })
  expect(await countHolding([activityId, oldId], followerIds)).toBe(10)
  await staying.end('SIGKILL')
  await door.end()
})

test('a worker with a wrong setting ends with one sentence', async () => {
  await using worker = spawnWorker(world, { WORKER_CONCURRENCY: 'many' })
  expect(await worker.exited).toEqual([1, null])
  expect(worker.output()).toMatch(/WORKER_CONCURRENCY is wrong/)
  expect(worker.output()).not.toMatch(/ at /)
})
