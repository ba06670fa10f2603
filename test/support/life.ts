import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { createFeeds } from '#app/domain/feeds/feeds.server.ts'
import { createUncached } from '#app/lib/cache/uncached.ts'
import { Conflict, Invalid, NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import { askingDb } from './checker.ts'
import { Died, dying } from './dying.ts'
import type { Moment } from './life-readers.ts'
import { members, type Step } from './life-steps.ts'
import { homeTruths } from './truth.ts'
import type { World } from './world.ts'

/** Authors with more followers are merged at read. */
const pullThreshold = 2
/** The hashtag of posts that have one. */
const lifeTag = 'tea'
export const lifeSettings = { FEED_PULL_THRESHOLD: String(pullThreshold) }

/** People in a world, who do what the steps say. */
export async function createLife(world: World) {
  const { db, feeds, posts, safety, levels, accounts, redis } = world
  const people = await Promise.all(Array.from({ length: members }, (_, n) => world.person(`member ${n}`)))
  // Each follows the next: without that, much of what may happen to follows hardly ever does.
  for (const [at, one] of people.entries()) await world.follow(one, people[(at + 1) % people.length] ?? one)
  const told: { id: Id; author: Viewer }[] = []

  function person(index: number): Viewer {
    const one = people[index]
    if (!one) throw new Error(`there is no member ${index}`)
    return one
  }

  const byOperator = (index: number) => ({ handle: person(index).handle, by: 'operator' as const })

  /** A process that dies in the middle of a duty. */
  function mortal(calls: number) {
    const { ledger, timelines } = dying({ ledger: world.ledger, timelines: world.timelines }, calls)
    const { queue, log } = world
    const cache = createUncached()
    return createFeeds({ ledger, timelines, queue, log, cache, pullThreshold, now: () => new Date() }).duties
  }

  async function unfinished(which: number): Promise<Id | null> {
    const rows = await db.activity.findMany({
      where: { fannedOutAt: null },
      orderBy: { id: 'asc' },
      select: { id: true },
    })
    return rows[which % Math.max(rows.length, 1)]?.id ?? null
  }

  async function deliver(): Promise<void> {
    // Old enough for the sweep, which finds what was lost with the queue.
    await db.$executeRaw`UPDATE activity SET recorded_at = recorded_at - interval '1 minute' WHERE fanned_out_at IS NULL`
    await feeds.duties.sweep()
    await world.drain()
  }

  async function onPost(step: Extract<Step, { which: number }>): Promise<unknown> {
    if (step.type === 'fanOutDies') {
      const activityId = await unfinished(step.which)
      return activityId && mortal(step.calls).fanOut({ activityId })
    }
    const post = told[step.which % Math.max(told.length, 1)]
    if (!post) return
    const postId = post.id
    switch (step.type) {
      case 'reply':
        return posts.create({
          author: person(step.who),
          input: { text: `reply @${person(step.named).handle}`, audience: step.audience, replyToId: postId },
        })
      case 'remove':
        await posts.remove({ postId, viewer: post.author })
        return told.splice(told.indexOf(post), 1)
      case 'audience':
        return posts.setAudience({ postId, viewer: post.author, audience: step.audience })
      case 'react':
        return posts.react({ postId, viewer: person(step.who), kind: 'like' })
      case 'repost':
        return posts.repost({ postId, viewer: person(step.who) })
      case 'unrepost':
        return posts.unrepost({ postId, viewer: person(step.who) })
      case 'muteConversation':
        return posts.muteConversation({ postId, viewer: person(step.who), isOn: step.on })
    }
  }

  async function onPerson(step: Extract<Step, { whom: number }>): Promise<unknown> {
    const [viewer, { id, handle }] = [person(step.who), person(step.whom)]
    const pair = { followerId: viewer.id, followeeId: id }
    switch (step.type) {
      case 'follow':
        // The page's verb knows of blocks; the feeds' of how much is copied.
        if (step.copyLimit === undefined) return accounts.follow({ viewer, handle })
        return feeds.follow({ ...pair, copyLimit: step.copyLimit })
      case 'unfollow':
        return feeds.unfollow({ ...pair, keepHistory: step.keepHistory })
      case 'block':
        return step.on ? safety.block({ viewer, handle }) : safety.unblock({ viewer, handle })
      case 'approve':
      case 'reject':
      case 'removeFollower':
        return safety[step.type]({ viewer, handle })
      case 'hideReposts':
        return step.on ? safety.hideReposts({ viewer, handle }) : safety.showReposts({ viewer, handle })
      case 'level': {
        // Of somebody who is followed, if there is anybody: chance hits them too seldom.
        const where = { followerId: viewer.id, untilId: null }
        const followed = await db.follow.findMany({ where, orderBy: { followeeId: 'asc' } })
        const followeeId = followed[step.whom % Math.max(followed.length, 1)]?.followeeId
        const followee = people.find((one) => one.id === followeeId)
        return followee && levels.set({ viewer, handle: followee.handle, level: step.level })
      }
      case 'mute':
        return step.on ? safety.mute({ viewer, handle }) : safety.unmute({ viewer, handle })
    }
  }

  async function act(step: Step): Promise<unknown> {
    const isOnPost = 'which' in step
    if (isOnPost) return onPost(step)
    const isOnPerson = 'whom' in step
    if (isOnPerson) return onPerson(step)
    switch (step.type) {
      case 'post': {
        const author = person(step.who)
        const text = `post ${told.length} @${person(step.named).handle}${step.isTagged ? ` #${lifeTag}` : ''}`
        const { id } = await posts.create({ author, input: { text, audience: step.audience } })
        return told.push({ id, author })
      }
      case 'followTag':
        return posts.setFollowedTag({ viewer: person(step.who), tag: lifeTag, isOn: step.on })
      case 'suspend':
        return step.on ? safety.suspend(byOperator(step.who)) : safety.unsuspend(byOperator(step.who))
      case 'word': {
        // Posts are numbered.
        const word = { phrase: String(step.word), inHome: true, inNotifications: false, inSearch: false }
        const input = { ...word, action: step.on ? ('hide' as const) : ('warn' as const), length: 'hour' as const }
        return safety.muteWord({ viewer: person(step.who), input })
      }
      case 'private':
        return safety.setPrivate({ viewer: person(step.who), isPrivate: step.on })
      case 'bump':
        return safety.setBumpReposts({ viewer: person(step.who), on: step.on })
      case 'rebuild':
        return feeds.duties.rebuild({ feed: homeFeed(person(step.who).id) })
      case 'rebuildDies':
        return mortal(step.calls).rebuild({ feed: homeFeed(person(step.who).id) })
      case 'deliver':
        return deliver()
      case 'flush':
        return redis.flushdb()
      case 'reviewBest':
        return levels.reviewBest()
      case 'review':
        await db.$executeRaw`UPDATE pulled_author SET since = since - interval '1 day'`
        return feeds.duties.reviewAuthors()
    }
  }

  return {
    people,
    deliver,
    /** What is refused, and what a process did not live to do, is not done. */
    async do(step: Step): Promise<void> {
      try {
        await act(step)
      } catch (error) {
        const isExpected = [Died, NotFound, Conflict, Invalid].some((kind) => error instanceof kind)
        if (!isExpected) throw error
      }
    },
    async moment(): Promise<Moment> {
      const homes = await homeTruths(
        askingDb(world),
        people.map(({ id }) => id),
      )
      return { homes, isDelivered: (await unfinished(0)) === null }
    },
  }
}

export type Life = Awaited<ReturnType<typeof createLife>>
