import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { createFeeds } from '#app/domain/feeds/feeds.server.ts'
import { createUncached } from '#app/lib/cache/uncached.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()

/** The ids in somebody's timeline, newest first; null: it is cold. */
async function held(viewer: Viewer): Promise<readonly Id[] | null> {
  const slice = await world.timelines.read(homeFeed(viewer.id), { limit: 100 })
  return slice.state === 'warm' ? slice.ids : null
}

/** An author and a follower whose timeline holds the author's first post. */
async function pair() {
  const [author, follower] = [await world.person('author'), await world.person('follower')]
  await world.follow(follower, author)
  const first = await world.post(author, 'first')
  for (const viewer of [author, follower]) await world.home(viewer)
  await world.drain()
  return { author, follower, first }
}

test('what is deleted, or handed on no more, goes from the timelines behind the answer', async () => {
  const { author, follower, first } = await pair()
  const [gone, kept] = [await world.post(author, 'gone'), await world.post(author, 'kept')]
  await world.posts.repost({ postId: first, viewer: author })
  await world.drain()
  expect(await held(follower)).toHaveLength(4)
  await world.posts.remove({ postId: gone, viewer: author })
  await world.posts.unrepost({ postId: first, viewer: author })
  await world.drain()
  expect(await held(follower)).toEqual([kept, first])
  expect(await held(author)).not.toContain(gone)
})

test('what is deleted while it is on its way goes, too', async () => {
  const { author, follower, first } = await pair()
  const postId = await world.post(author, 'a moment')
  let isGone = false
  const { ledger, queue, log, timelines } = world
  const late: typeof timelines = {
    ...timelines,
    async push(id, feeds) {
      if (!isGone) await world.posts.remove({ postId, viewer: author })
      isGone = true
      await timelines.push(id, feeds)
    },
  }
  const feeds = createFeeds({ ledger, timelines: late, queue, log, cache: createUncached(), now: () => new Date() })
  await feeds.duties.fanOut({ activityId: postId })
  expect(await held(follower)).toContain(postId)
  await world.db.$executeRaw`UPDATE activity SET recorded_at = recorded_at - interval '1 minute'`
  await world.feeds.duties.sweep()
  await world.drain()
  expect(await held(follower)).toEqual([first])
  expect(await world.home(follower)).toEqual(['first'])
})

test('what was taken back has no addresses, and is deleted after 30 days unless it is still to be withdrawn', async () => {
  const { author } = await pair()
  const [old, open, young, stays] = [
    await world.post(author, 'old #purge'),
    await world.post(author, 'open #purge'),
    await world.post(author, 'young #purge'),
    await world.post(author, 'stays #purge'),
  ]
  for (const postId of [old, young]) await world.posts.remove({ postId, viewer: author })
  await world.drain()
  await world.posts.remove({ postId: open, viewer: author })
  await world.db.activity.updateMany({
    where: { id: { in: [old, open] } },
    data: { retractedAt: new Date(Date.now() - 31 * 24 * 60 * 60_000) },
  })
  const kept = await world.db.address.findMany({ where: { feed: 'tag:purge' }, select: { activityId: true } })
  expect(kept).toEqual([{ activityId: stays }])
  expect(await world.feeds.duties.purge()).toBe(1)
  expect(await world.db.activity.count({ where: { id: { in: [old, open, young, stays] } } })).toBe(3)
  await world.drain()
  expect([await world.feeds.duties.purge(), await world.feeds.duties.purge()]).toEqual([1, 0])
})

/** So many people hand a post on, each told to the ledger as a repost is. */
async function handedOnBy(many: number, postId: Id): Promise<void> {
  await world.feeds.transaction(async (_, { publish }) => {
    await publish(...Array.from({ length: many }, () => ({ actorId: newId(), verb: 'repost', objectId: postId })))
  })
}

const standingOn = (objectId: Id) => world.db.activity.count({ where: { objectId, retractedAt: null } })

test.each([['post'], ['reply']])(
  'a %s that hundreds handed on is gone at once, its reposts behind that',
  async (verb) => {
    const { author, follower, first } = await pair()
    const postId = await world.post(author, 'popular', verb === 'reply' ? first : undefined)
    await world.posts.repost({ postId, viewer: author })
    await handedOnBy(600, postId)
    await world.drain()
    expect(await world.home(follower)).toContain('popular')
    await world.posts.remove({ postId, viewer: author })
    expect(await world.home(follower)).toEqual(['first'])
    // The request takes back what made the post, and no more.
    expect(await standingOn(postId)).toBe(601)
    await world.drain()
    expect([await standingOn(postId), await held(follower)]).toEqual([0, [first]])
  },
)

test('taking the reposts of a deleted post back goes on where it was cut off', async () => {
  const { author } = await pair()
  const postId = await world.post(author, 'popular')
  await handedOnBy(600, postId)
  await world.drain()
  await world.posts.remove({ postId, viewer: author })
  const { ledger, queue, log, timelines } = world
  let parts = 0
  const dying: typeof ledger = {
    ...ledger,
    retract(...command) {
      parts += 1
      if (parts > 1) throw new Error('killed')
      return ledger.retract(...command)
    },
  }
  const feeds = createFeeds({ ledger: dying, timelines, queue, log, cache: createUncached(), now: () => new Date() })
  await expect(feeds.duties.fanOut({ activityId: postId })).rejects.toThrow('killed')
  expect(await standingOn(postId)).toBe(100)
  await world.drain()
  expect(await standingOn(postId)).toBe(0)
})
