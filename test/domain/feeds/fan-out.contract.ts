import { describe, expect, test } from 'vitest'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { createFeeds } from '#app/domain/feeds/feeds.server.ts'
import type { TimelineStore } from '#app/domain/feeds/timeline-store.ts'
import { type FeedId, limits } from '#app/domain/feeds/types.ts'
import { createUncached } from '#app/lib/cache/uncached.ts'
import { type Id, newId } from '#app/lib/id.ts'
import type { World } from '#test/support/world.ts'

/** What fan-out does, whatever the servers of the world are. */
export function describeFanOut(name: string, world: World): void {
  /** Feeds like the worker's, whose timelines fail at the push that `failAt` names, counted from 1. */
  function feedsThatFail(failAt: number) {
    const reached: FeedId[] = []
    let pushes = 0
    const timelines: TimelineStore = {
      ...world.timelines,
      async push(id, feeds) {
        pushes += 1
        if (pushes === failAt) throw new Error('killed')
        reached.push(...feeds)
        await world.timelines.push(id, feeds)
      },
    }
    const { ledger, queue, log } = world
    const feeds = createFeeds({ ledger, timelines, queue, log, cache: createUncached(), now: () => new Date() })
    const fanOut = async (payload: { activityId: Id }) => {
      await feeds.duties.fanOut(payload)
      await feeds.duties.settled()
    }
    return { fanOut, reached }
  }

  async function star(followers: number): Promise<{ starId: Id; followerIds: Id[]; activityId: Id }> {
    const starId = newId()
    const followerIds = Array.from({ length: followers }, () => newId()).sort()
    const createdAt = new Date()
    await world.feeds.followMany({
      follows: followerIds.map((followerId) => ({ followerId, followeeId: starId, createdAt })),
    })
    await world.feeds.transaction((_, { publish }) => publish({ actorId: starId, verb: 'post', objectId: newId() }))
    const [row] = await world.db.activity.findMany({ where: { actorId: starId }, select: { id: true } })
    return { starId, followerIds, activityId: row?.id ?? '' }
  }

  describe(name, () => {
    test('a fan-out that dies goes on after the last chunk that was kept', async () => {
      const chunks = limits.fanOutChunk
      const { starId, followerIds, activityId } = await star(chunks * 2 + 10)
      // One push a chunk, the actor in the first. The third chunk dies.
      const dying = feedsThatFail(3)
      await expect(dying.fanOut({ activityId })).rejects.toThrow('killed')
      expect(dying.reached).toHaveLength(1 + 2 * chunks)
      expect(await world.ledger.getDelivery(activityId)).toMatchObject({ after: followerIds[2 * chunks - 1] })

      const second = feedsThatFail(0)
      await second.fanOut({ activityId })
      expect(second.reached).toEqual(followerIds.slice(2 * chunks).map(homeFeed))
      expect([...dying.reached, ...second.reached].sort()).toEqual([starId, ...followerIds].map(homeFeed).sort())
      expect(await world.ledger.getDelivery(activityId)).toBeNull()
    })

    test('a fan-out that is over does nothing when it runs again', async () => {
      const { activityId } = await star(3)
      await feedsThatFail(0).fanOut({ activityId })
      const again = feedsThatFail(0)
      await again.fanOut({ activityId })
      expect(again.reached).toEqual([])
    })

    test('exactly full chunks end, too', async () => {
      const { activityId } = await star(limits.fanOutChunk)
      const run = feedsThatFail(0)
      await run.fanOut({ activityId })
      expect(run.reached).toHaveLength(1 + limits.fanOutChunk)
      expect(await world.ledger.getDelivery(activityId)).toBeNull()
    })

    test('twice at once, every timeline has it once', async () => {
      const [alice, bob] = [await world.person('alice'), await world.person('bob')]
      await world.follow(bob, alice)
      await world.post(alice, 'one')
      await world.drain()
      await world.feeds.duties.rebuild({ feed: homeFeed(bob.id) })
      const activityId = await world.post(alice, 'two')
      await Promise.all(Array.from({ length: 8 }, () => world.feeds.duties.fanOut({ activityId })))
      const slice = await world.timelines.read(homeFeed(bob.id), { before: null, limit: 10 })
      expect(slice).toMatchObject({ ids: [activityId, expect.any(String)], atFloor: true })
      await world.drain()
      expect(await world.home(bob)).toEqual(['two', 'one'])
    })

    test('a post that is deleted before its fan-out reaches nobody', async () => {
      const [alice, bob] = [await world.person('alice'), await world.person('bob')]
      await world.follow(bob, alice)
      await world.post(alice, 'stays')
      await world.drain()
      await world.feeds.duties.rebuild({ feed: homeFeed(bob.id) })
      const postId = await world.post(alice, 'goes')
      await world.posts.remove({ postId, viewer: alice })
      await world.drain()
      expect(await world.timelines.read(homeFeed(bob.id), { before: null, limit: 10 })).toMatchObject({
        ids: [expect.not.stringContaining(postId)],
      })
    })

    test('replies do not go to home feeds', async () => {
      const [alice, bob] = [await world.person('alice'), await world.person('bob')]
      await world.follow(bob, alice)
      const postId = await world.post(alice, 'question')
      await world.drain()
      await world.feeds.duties.rebuild({ feed: homeFeed(bob.id) })
      await world.post(alice, 'answer', postId)
      await world.drain()
      expect(await world.home(bob)).toEqual(['question'])
    })
  })
}
