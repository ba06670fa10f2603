import { expect, test } from 'vitest'
import { byObject, defineFeed, following, subscribed } from '#app/domain/feeds/define-feed.ts'
import type { Entry, FeedId } from '#app/domain/feeds/types.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { startWorld } from '#test/support/world.ts'

// Feeds that take from the feeds that their owner follows, or do not, whatever else they are.
defineFeed({ group: 'takes-none', sources: [following('song')], stored: true })
defineFeed({ group: 'takes-only', sources: [subscribed('song')] })
defineFeed({ group: 'takes-by-object', sources: [subscribed('song')], aggregate: byObject() })
defineFeed({ group: 'takes-both', sources: [following('song'), subscribed('song')], stored: true })

const world = startWorld()

async function read(group: string, owner: Id): Promise<Id[]> {
  const view = async () => ({
    bumps: true,
    seeActors: async (ids: ReadonlySet<Id>) => ids,
    hydrate: async (entries: readonly Entry[]) => new Map(entries.map(({ objectId }) => [objectId, objectId])),
  })
  const { items } = await world.feeds.read({ feed: `${group}:${owner}`, limit: 10, view })
  return items.map(({ at }) => at)
}

test('a feed takes from the feeds that its owner follows where it says so, and nowhere else', async () => {
  const [me, friend, stranger] = [newId(), newId(), newId()]
  const radio: FeedId = `radio:${newId()}`
  await world.feeds.follow({ followerId: me, followeeId: friend })
  await world.feeds.setFollowedFeed({ followerId: me, feed: radio }, true)
  const publish = async (actorId: Id, ...to: FeedId[]) => {
    const id = newId()
    await world.feeds.transaction((_, { publish }) => publish({ id, actorId, verb: 'song', objectId: id, to }))
    return id
  }
  const byFriend = await publish(friend)
  const played = await publish(stranger, radio)
  await publish(stranger)
  const expected = {
    'takes-none': [byFriend],
    'takes-only': [played],
    'takes-by-object': [played],
    'takes-both': [played, byFriend],
  }
  for (const when of ['from the ledger', 'from what is built']) {
    for (const [group, ids] of Object.entries(expected)) expect(await read(group, me), `${group} ${when}`).toEqual(ids)
    await world.drain()
  }
  expect(await world.timelines.read(`takes-both:${me}`, { limit: 9 })).toMatchObject({ state: 'warm', ids: [byFriend] })
})
