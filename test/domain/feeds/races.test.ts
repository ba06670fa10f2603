import { beforeEach, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { createFeeds } from '#app/domain/feeds/feeds.server.ts'
import { createUncached } from '#app/lib/cache/uncached.ts'
import { checkHomes } from '#test/support/checker.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()
let alice: Viewer
let bob: Viewer

beforeEach(async () => {
  alice = await world.person('alice')
  bob = await world.person('bob')
  await world.follow(bob, alice)
  await world.post(alice, 'first')
  await world.drain()
})

/** A rebuild of bob's home in which `meanwhile` happens after the ledger was read and before the timeline is filled. */
async function rebuildWhile(meanwhile: () => Promise<unknown>): Promise<void> {
  const { queue, log, timelines } = world
  const ledger: typeof world.ledger = {
    ...world.ledger,
    async pull(pull, at) {
      const entries = await world.ledger.pull(pull, at)
      await meanwhile()
      return entries
    },
  }
  const feeds = createFeeds({ ledger, timelines, queue, log, cache: createUncached(), now: () => new Date() })
  await feeds.duties.rebuild({ feed: homeFeed(bob.id) })
}

async function isWarm(): Promise<boolean> {
  return (await world.timelines.read(homeFeed(bob.id), { before: null, limit: 1 })).state === 'warm'
}

test('a post whose fan-out falls into a rebuild is in the timeline once', async () => {
  await rebuildWhile(async () => {
    await world.post(alice, 'second')
    await world.drain()
  })
  expect(await isWarm()).toBe(true)
  expect(await world.home(bob)).toEqual(['second', 'first'])
  await checkHomes(world, [bob])
})

test('a post that commits during a rebuild is there when its fan-out comes after it', async () => {
  await rebuildWhile(() => world.post(alice, 'second'))
  await world.drain()
  expect(await isWarm()).toBe(true)
  expect(await world.home(bob)).toEqual(['second', 'first'])
})

test('a post that is deleted during a rebuild does not show', async () => {
  const postId = await world.post(alice, 'second')
  await world.drain()
  await rebuildWhile(() => world.posts.remove({ postId, viewer: alice }))
  expect(await world.home(bob)).toEqual(['first'])
})

test('a rebuild that read the ledger before a follow gives way to it', async () => {
  const carol = await world.person('carol')
  await world.post(carol, 'from carol')
  await rebuildWhile(() => world.follow(bob, carol))
  expect(await isWarm()).toBe(false)
  expect(await world.home(bob)).toEqual(['from carol', 'first'])
  await world.drain()
  await checkHomes(world, [bob])
})

test('unfollowing and following again during a rebuild loses nothing', async () => {
  await rebuildWhile(async () => {
    await world.unfollow(bob, alice)
    await world.post(alice, 'second')
    await world.drain()
    await world.follow(bob, alice)
  })
  await world.drain()
  await checkHomes(world, [bob])
})

test('two rebuilds at once end as one', async () => {
  await rebuildWhile(() => rebuildWhile(() => world.post(alice, 'second')))
  await world.drain()
  expect(await world.home(bob)).toEqual(['second', 'first'])
})

test('a flush during a rebuild costs only the work', async () => {
  await rebuildWhile(() => world.redis.flushdb())
  expect(await isWarm()).toBe(false)
  expect(await world.home(bob)).toEqual(['first'])
})

test('a follow during the fan-out of a post shows the post', async () => {
  const carol = await world.person('carol')
  await world.feeds.duties.rebuild({ feed: homeFeed(carol.id) })
  const activityId = await world.post(alice, 'second')
  const { queue, log, timelines } = world
  const ledger: typeof world.ledger = {
    ...world.ledger,
    async takeUpDelivery(query) {
      const found = await world.ledger.takeUpDelivery(query)
      // Too late to be among them.
      await world.follow(carol, alice)
      await world.home(carol)
      return found
    },
  }
  await createFeeds({ ledger, timelines, queue, log, cache: createUncached(), now: () => new Date() }).duties.fanOut({
    activityId,
  })
  expect(await world.home(carol)).toEqual(['second', 'first'])
  await world.drain()
  await checkHomes(world, [alice, bob, carol])
})

test('a transaction that commits late, with an older id, is put in its place', async () => {
  let commit: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    commit = resolve
  })
  const older = world.feeds.transaction(async (tx, { publish }) => {
    const time = new Date()
    const [id = ''] = await publish({ actorId: alice.id, verb: 'post', objectId: alice.id, time })
    await tx.activity.update({ where: { id }, data: { objectId: id } })
    await tx.post.create({ data: { id, authorId: alice.id, text: 'older', createdAt: time } })
    await held
  })
  const carol = await world.person('carol')
  await world.follow(bob, carol)
  await world.post(carol, 'newer')
  await world.feeds.duties.rebuild({ feed: homeFeed(bob.id) })
  commit()
  await older
  await world.drain()
  expect(await world.home(bob)).toEqual(['newer', 'older', 'first'])
  await checkHomes(world, [bob])
})
