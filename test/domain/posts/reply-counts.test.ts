import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maxRepliers } from '#app/domain/posts/post-facts.ts'
import { audiences } from '#app/domain/posts/post-views.ts'
import { type ViewerId, visible } from '#app/domain/posts/visibility/visible.server.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { holds } from '#test/support/property.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()

/** People are numbers; 0 wrote the post. */
const person = fc.nat(4)
const pairs = fc.uniqueArray(
  fc.tuple(person, person).filter(([a, b]) => a !== b),
  { maxLength: 6, selector: String },
)
const thread = fc.record({
  suspended: fc.subarray([1, 2, 3, 4]),
  isPrivate: fc.subarray([0, 1, 2, 3, 4]),
  blocks: pairs,
  follows: pairs,
  replies: fc.array(
    fc.record({
      author: person,
      audience: fc.constantFrom(...audiences),
      mentioned: fc.subarray([0, 1, 2, 3]),
      isDeleted: fc.boolean(),
    }),
    {
      maxLength: 12,
    },
  ),
  /** Further people who replied once each. */
  crowd: fc.constantFrom(0, maxRepliers - 4, maxRepliers + 1),
  /** Whether that crowd's replies are for 1 alone. */
  isAside: fc.boolean(),
})
type Thread = typeof thread extends fc.Arbitrary<infer T> ? T : never

async function settle({ suspended, isPrivate, blocks, follows, replies, crowd, isAside }: Thread) {
  const { db } = world
  const ids = Array.from({ length: 5 + crowd }, () => newId())
  const id = (index: number): Id => ids[index] ?? ''
  await db.user.createMany({
    data: ids.map((id, index) => ({
      id,
      handle: `h${id.replaceAll('-', '').slice(3)}`.slice(0, 30),
      name: 'somebody',
      suspendedAt: suspended.includes(index) ? new Date() : null,
      isPrivate: isPrivate.includes(index),
    })),
  })
  await db.block.createMany({ data: blocks.map(([a, b]) => ({ blockerId: id(a), blockedId: id(b) })) })
  await db.follow.createMany({ data: follows.map(([a, b]) => ({ followerId: id(a), followeeId: id(b) })) })
  const postId = newId()
  const reply = { text: 'text', createdAt: new Date(), replyToId: postId, audience: 'public', deletedAt: null }
  await db.post.create({ data: { ...reply, id: postId, authorId: id(0), replyToId: null } })
  const few = replies.map(({ author, audience, isDeleted }) => ({
    ...{ ...reply, id: newId(), authorId: id(author), audience },
    deletedAt: isDeleted ? new Date() : null,
  }))
  const many = ids
    .slice(5)
    .map((authorId) => ({ ...reply, id: newId(), authorId, audience: isAside ? 'mentioned' : 'public' }))
  await db.post.createMany({ data: [...few, ...many] })
  await db.mention.createMany({
    data: [
      ...few.flatMap((post, at) =>
        (replies[at]?.mentioned ?? []).map((index) => ({ postId: post.id, userId: id(index) })),
      ),
      ...many.map((post) => ({ postId: post.id, userId: id(1) })),
    ],
  })
  return { viewers: ids.slice(0, 5), postId }
}

async function counted(postId: Id, viewer: ViewerId): Promise<number | undefined> {
  const [row] = await world.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM post reply WHERE reply.reply_to_id = ${postId}::uuid AND ${visible(viewer, 'reply')}`
  return row?.count
}

test('whoever looks is told as many replies as they may see, few or many, from whatever is cached', async () => {
  const property = fc.asyncProperty(thread, async (one) => {
    const { viewers, postId } = await settle(one)
    await world.cache.sync()
    for (const viewer of [null, ...viewers]) {
      const views = await world.posts.hydrate({ ids: [postId], viewer: viewer === null ? null : { id: viewer } })
      // Who may not see the post is told nothing.
      const view = views.get(postId)
      if (view) expect(view.replyCount).toBe(await counted(postId, viewer))
    }
  })
  await holds(property, 60)
})
