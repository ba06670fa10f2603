import fc from 'fast-check'
import { expect, test } from 'vitest'
import { audiences, quotePolicies, replyPolicies } from '#app/domain/posts/post-views.ts'
import { maySee, type Onlooker } from '#app/domain/posts/visibility/may-see.ts'
import { open, quotable, repliable, type ViewerId, visible } from '#app/domain/posts/visibility/visible.server.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { holds } from '#test/support/property.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()
const people = 4

const person = fc.nat(people - 1)
const pair = fc.tuple(person, person).filter(([a, b]) => a !== b)
const pairs = fc.uniqueArray(pair, { maxLength: 6, selector: String })
const community = fc.record({
  suspended: fc.subarray([0, 1, 2, 3]),
  isPrivate: fc.subarray([0, 1, 2, 3]),
  quotesFrom: fc.array(fc.constantFrom(...quotePolicies), { minLength: people, maxLength: people }),
  blocks: pairs,
  mutes: pairs,
  follows: fc.uniqueArray(fc.tuple(pair, fc.boolean()), { maxLength: 6, selector: ([both]) => String(both) }),
  posts: fc.array(
    fc.record({
      author: person,
      audience: fc.constantFrom(...audiences),
      mentioned: fc.subarray([0, 1, 2, 3]),
      repliesFrom: fc.constantFrom(...replyPolicies),
      isDeleted: fc.boolean(),
    }),
    {
      minLength: 1,
      maxLength: 8,
    },
  ),
})
type Community = typeof community extends fc.Arbitrary<infer C> ? C : never

/** Fills the tables. @returns the ids of the people and of their posts */
async function settle({ suspended, isPrivate, quotesFrom, blocks, mutes, follows, posts }: Community) {
  const ids = Array.from({ length: people }, () => newId())
  const id = (index: number): Id => ids[index] ?? ''
  const { db } = world
  await db.user.createMany({
    data: ids.map((id, index) => ({
      id,
      handle: `h${id.replaceAll('-', '').slice(2)}`.slice(0, 30),
      name: 'somebody',
      suspendedAt: suspended.includes(index) ? new Date() : null,
      isPrivate: isPrivate.includes(index),
      quotesFrom: quotesFrom[index],
    })),
  })
  await db.block.createMany({ data: blocks.map(([a, b]) => ({ blockerId: id(a), blockedId: id(b) })) })
  await db.mute.createMany({ data: mutes.map(([a, b]) => ({ muterId: id(a), mutedId: id(b) })) })
  await db.follow.createMany({
    data: follows.map(([[a, b], hasEnded]) => ({
      followerId: id(a),
      followeeId: id(b),
      untilId: hasEnded ? newId() : null,
    })),
  })
  const rows = posts.map(({ author, audience, repliesFrom, isDeleted }) => ({
    id: newId(),
    authorId: id(author),
    text: 'something',
    audience,
    repliesFrom,
    createdAt: new Date(),
    deletedAt: isDeleted ? new Date() : null,
  }))
  await db.post.createMany({ data: rows })
  const mentions = posts.flatMap(({ mentioned }, at) =>
    mentioned.map((index) => ({ postId: rows[at]?.id ?? '', userId: id(index) })),
  )
  await db.mention.createMany({ data: mentions })
  return { ids, postIds: rows.map(({ id }) => id) }
}

/** What the rule for facts says, from what the tables were filled with. */
function allowed({ suspended, isPrivate, blocks, follows, posts }: Community, viewer: number | null): boolean[] {
  // By index here: the rule only compares.
  const onlooker: Onlooker = {
    id: viewer === null ? null : String(viewer),
    blocked: new Set(blocks.flatMap(([a, b]) => (a === viewer ? [String(b)] : b === viewer ? [String(a)] : []))),
    muted: new Set(),
    mutedConversations: new Set(),
    following: new Set(follows.flatMap(([[a, b], hasEnded]) => (a === viewer && !hasEnded ? [String(b)] : []))),
  }
  return posts.map(({ author, audience, mentioned, isDeleted }) => {
    const fact = { isSuspended: suspended.includes(author), isPrivate: isPrivate.includes(author) }
    const post = { authorId: String(author), audience, mentioned: mentioned.map(String) }
    return !isDeleted && maySee(onlooker, post, fact)
  })
}

async function found(viewer: ViewerId, postIds: readonly Id[]): Promise<boolean[]> {
  const rows = await world.db.$queryRaw<{ id: Id }[]>`
    SELECT p.id FROM post p WHERE p.id = ANY(${postIds}::uuid[]) AND ${visible(viewer)}`
  const seen = new Set(rows.map(({ id }) => id))
  return postIds.map((id) => seen.has(id))
}

/** In the order in which they are given. */
async function foundQuotable(viewer: Id, postIds: readonly Id[]): Promise<Id[]> {
  const rows = await world.db.$queryRaw<{ id: Id }[]>`
    SELECT p.id FROM post p JOIN "user" u ON u.id = p.author_id
    WHERE p.id = ANY(${postIds}::uuid[]) AND ${open()} AND NOT u.is_private AND ${quotable(viewer)}`
  return postIds.filter((wanted) => rows.some(({ id }) => id === wanted))
}

/** In the order in which they are given. */
async function foundAnswerable(viewer: Id, postIds: readonly Id[]): Promise<Id[]> {
  const rows = await world.db.$queryRaw<{ id: Id }[]>`
    SELECT p.id FROM post p WHERE p.id = ANY(${postIds}::uuid[]) AND ${repliable(viewer)}`
  return postIds.filter((wanted) => rows.some(({ id }) => id === wanted))
}

test('the rule in SQL and the rule for facts are one, for every viewer and post', async () => {
  const property = fc.asyncProperty(community, async (one) => {
    const { ids, postIds } = await settle(one)
    for (const viewer of [null, ...ids.keys()]) {
      const expected = allowed(one, viewer)
      const viewerId = viewer === null ? null : (ids[viewer] ?? null)
      expect(await found(viewerId, postIds)).toEqual(expected)
      for (const [author, authorId] of ids.entries()) {
        const count = expected.filter((isSeen, index) => isSeen && one.posts[index]?.author === author).length
        expect(await world.posts.countBy({ authorId, viewer: viewerId === null ? null : { id: viewerId } })).toBe(count)
      }
      await world.cache.sync()
      const views = await world.posts.hydrate({ ids: postIds, viewer: viewerId === null ? null : { id: viewerId } })
      expect(postIds.map((id) => views.has(id))).toEqual(expected)
      if (viewerId === null) continue
      const answerable = await foundAnswerable(viewerId, [...views.keys()])
      const quotableIds = await foundQuotable(viewerId, [...views.keys()])
      expect([...views.values()].filter(({ viewer }) => viewer.canQuote).map(({ id }) => id)).toEqual(quotableIds)
      expect([...views.values()].filter(({ viewer }) => viewer.canReply).map(({ id }) => id)).toEqual(answerable)
    }
  })
  await holds(property, 50)
})
