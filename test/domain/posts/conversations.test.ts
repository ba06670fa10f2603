import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import type { PostView, ReactionKind } from '#app/domain/posts/post-views.ts'
import { type ReplyOrder, replyOrders } from '#app/domain/posts/thread/reply-order.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()

/** Texts of replies with those below them, as `text (a, b (c))`. */
function outline(posts: readonly PostView[]): string {
  return posts
    .map(
      (post) =>
        textOf(post) + (post.answers ? ` (${outline(post.answers.items)}${post.answers.isMore ? '…' : ''})` : ''),
    )
    .join(', ')
}

async function replies(postId: string, order: ReplyOrder, viewer: Viewer | null = null, limit?: number) {
  const items: PostView[] = []
  let cursor: string | null = null
  do {
    const page: { items: readonly PostView[]; nextCursor: string | null } = await world.posts.replies({
      ...{ postId, viewer, order, limit, cursor },
    })
    items.push(...page.items)
    cursor = page.nextCursor
  } while (cursor)
  return items.map(textOf)
}

async function react(postId: string, kind: ReactionKind, times: number) {
  for (let n = 0; n < times; n += 1) await world.posts.react({ postId, viewer: await world.person('fan'), kind })
}

test('replies come oldest, newest or best first, each once whatever the length of a page', async () => {
  const ana = await world.person('ana')
  const postId = await world.post(ana, 'question')
  const [a, b, c] = [
    await world.post(ana, 'a', postId),
    await world.post(ana, 'b', postId),
    await world.post(ana, 'c', postId),
  ]
  await world.post(ana, 'd', postId)
  // All are glad of few; most are glad of many; everybody answers one, and is glad of none.
  await react(a, 'like', 2)
  await react(b, 'love', 9)
  await react(b, 'sad', 1)
  for (let n = 0; n < 4; n += 1) await world.post(await world.person('angry'), 'no', c)
  for (const limit of [1, 2, 30]) {
    expect(await replies(postId, 'oldest', null, limit)).toEqual(['a', 'b', 'c', 'd'])
    expect(await replies(postId, 'newest', null, limit)).toEqual(['d', 'c', 'b', 'a'])
    expect(await replies(postId, 'best', null, limit)).toEqual(['b', 'a', 'c', 'd'])
  }
})

test('the best come in the order that they had when the walk began', async () => {
  const ana = await world.person('ana')
  const postId = await world.post(ana, 'question')
  const ids = []
  for (const text of ['a', 'b', 'c', 'd']) ids.push(await world.post(ana, text, postId))
  await react(ids[0] ?? '', 'like', 3)
  await react(ids[1] ?? '', 'like', 2)
  const query = { postId, viewer: null, order: 'best', limit: 2 } as const
  const first = await world.posts.replies(query)
  await react(ids[3] ?? '', 'like', 9)
  await world.post(ana, 'late', postId)
  await world.posts.remove({ postId: ids[1] ?? '', viewer: ana })
  const second = await world.posts.replies({ ...query, cursor: first.nextCursor })
  expect([...first.items, ...second.items].map(textOf)).toEqual(['a', 'b', 'c', 'd'])
  expect(second.nextCursor).toBeNull()
  const far = ['1.2', ...[2 ** 48, 999_999_999_999_999].map((ms) => `${ms}.${postId}`)]
  for (const cursor of ['x', 'AAAA', ...far.map((text) => Buffer.from(text).toString('base64url'))])
    await expect(world.posts.replies({ ...query, cursor })).rejects.toMatchObject({ name: 'Invalid' })
})

test('below a reply stand the first ones to it, and to these, and whether there are more', async () => {
  const ana = await world.person('ana')
  const postId = await world.post(ana, 'question')
  const a = await world.post(ana, 'a', postId)
  await world.post(ana, 'b', postId)
  const a1 = await world.post(ana, 'a1', a)
  for (const text of ['a2', 'a3', 'a4']) await world.post(ana, text, a)
  const a11 = await world.post(ana, 'a11', a1)
  for (const text of ['a12', 'a13']) await world.post(ana, text, a1)
  await world.post(ana, 'a111', a11)
  const { replies: page } = await world.posts.thread({ postId, viewer: null })
  expect(outline(page.items)).toBe('a (a1 (a11, a12…), a2, a3…), b')
})

test('what a viewer may not see stands nowhere, at no depth and in no order', async () => {
  const [ana, bo, cy] = [await world.person('ana'), await world.person('bo'), await world.person('cy')]
  const postId = await world.post(ana, 'question')
  const a = await world.post(ana, 'a', postId)
  const hidden = await world.post(bo, 'of bo', postId)
  await world.post(ana, 'below bo', hidden)
  await world.post(bo, 'bo below a', a)
  await world.posts.create({ author: ana, input: { text: 'for followers', replyToId: a, audience: 'followers' } })
  await world.safety.block({ viewer: cy, handle: bo.handle })
  for (const order of replyOrders) {
    const { replies: page, leftOut } = await world.posts.thread({ postId, viewer: cy, order })
    expect(outline(page.items), order).toBe('a')
    expect(leftOut).toEqual({ deleted: 0, blocked: 1 })
    const all = await world.posts.thread({ postId, viewer: ana, order })
    expect(outline(all.replies.items).split(', ').sort().join(', '), order).toBe(
      'a (bo below a, for followers), of bo (below bo)',
    )
  }
})

test('a page looks past a thousand hidden replies, and goes on', async () => {
  const [ana, bo, cy] = [await world.person('ana'), await world.person('bo'), await world.person('cy')]
  const postId = await world.post(ana, 'question')
  await world.post(ana, 'first', postId)
  await world.db.$executeRaw`
    INSERT INTO post (id, author_id, text, reply_to_id, root_id, created_at)
    SELECT (lpad(to_hex(${Date.now() + 1_000}::bigint + n), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid,
      ${bo.id}::uuid, 'hidden', ${postId}::uuid, ${postId}::uuid, now() FROM generate_series(1, 2500) n`
  await world.safety.block({ viewer: cy, handle: bo.handle })
  const first = await world.posts.replies({ postId, viewer: cy })
  expect([first.items.map(textOf), typeof first.nextCursor]).toEqual([['first'], 'string'])
  expect(await replies(postId, 'oldest', cy)).toEqual(['first'])
  expect(await replies(postId, 'newest', cy)).toEqual(['first'])
})

test('what answers a deleted reply stays in the conversation, and says what it answers', async () => {
  const [ana, bo, cy] = [await world.person('ana'), await world.person('bo'), await world.person('cy')]
  const postId = await world.post(ana, 'question')
  const deleted = await world.post(ana, 'deleted', postId)
  const a = await world.post(ana, 'a', postId)
  const toDeleted = await world.post(bo, 'to deleted', deleted)
  await world.post(cy, 'below it', toDeleted)
  const deletedToo = await world.post(cy, 'deleted too', deleted)
  await world.post(ana, 'b', postId)
  await world.post(cy, 'deep', deletedToo)
  const { id: quiet } = await world.posts.create({
    author: bo,
    input: { text: 'for followers', replyToId: deleted, audience: 'followers' },
  })
  const unanswered = await world.post(ana, 'unanswered', postId)
  for (const id of [deleted, unanswered]) await world.posts.remove({ postId: id, viewer: ana })
  await world.posts.remove({ postId: deletedToo, viewer: cy })
  await react(toDeleted, 'like', 3)

  for (const limit of [1, 2, 30]) {
    expect(await replies(postId, 'oldest', null, limit)).toEqual(['a', 'to deleted', 'b', 'deep'])
    expect(await replies(postId, 'newest', null, limit)).toEqual(['deep', 'b', 'to deleted', 'a'])
    expect(await replies(postId, 'best', null, limit)).toEqual(['to deleted', 'a', 'b', 'deep'])
  }
  const { post, replies: page, leftOut } = await world.posts.thread({ postId, viewer: null })
  expect(outline(page.items)).toBe('a, to deleted (below it), b, deep')
  expect(page.items.map(({ isToDeleted }) => isToDeleted)).toEqual([undefined, true, undefined, true])
  expect([post.replyCount, leftOut]).toEqual([2, { deleted: 2, blocked: 0 }])
  expect(await replies(postId, 'oldest', bo)).toContain('for followers')
  await world.safety.block({ viewer: ana, handle: bo.handle })
  for (const order of replyOrders) expect((await replies(postId, order, ana)).sort()).toEqual(['a', 'b', 'deep'])
  expect((await world.posts.replies({ postId: a, viewer: null })).items).toEqual([])
  await expect(world.posts.replies({ postId: deleted, viewer: null })).rejects.toMatchObject({ name: 'NotFound' })
  expect(await replies(quiet, 'oldest', bo)).toEqual([])
})

test('what is missing is told as far as it may be known', async () => {
  const [ana, bo, cy, di] = [
    await world.person('ana'),
    await world.person('bo'),
    await world.person('cy'),
    await world.person('di'),
  ]
  const root = await world.post(ana, 'root')
  const deleted = await world.post(ana, 'deleted', root)
  const ofBo = await world.post(bo, 'of bo', deleted)
  const between = await world.post(ana, 'between', ofBo)
  const ofDi = await world.post(di, 'of di', between)
  const postId = await world.post(ana, 'post', ofDi)
  const gone = await world.post(ana, 'gone', postId)
  await world.post(bo, 'answer of bo', postId)
  await world.posts.remove({ postId: deleted, viewer: ana })
  await world.posts.remove({ postId: gone, viewer: ana })
  await world.safety.block({ viewer: cy, handle: bo.handle })
  await world.safety.block({ viewer: di, handle: cy.handle })
  const thread = await world.posts.thread({ postId, viewer: cy })
  expect(thread.ancestors.map(textOf)).toEqual(['root', 'between'])
  expect(thread.gaps).toEqual([
    { below: between, why: 'deleted' },
    { below: between, why: 'blocked' },
    // By whom one is blocked is nobody's to know.
    { below: postId, why: 'hidden' },
  ])
  expect(thread.leftOut).toEqual({ deleted: 1, blocked: 1 })
  const signedOut = await world.posts.thread({ postId, viewer: null })
  expect(signedOut.gaps).toEqual([{ below: ofBo, why: 'deleted' }])
  expect(signedOut.leftOut).toEqual({ deleted: 1, blocked: 0 })
})

test('what answers a reply that one could not see comes in by no deletion', async () => {
  const [ana, bo, cy] = [await world.person('ana'), await world.person('bo'), await world.person('cy')]
  await world.follow(cy, bo)
  const root = await world.post(ana, 'root')
  const input = { text: 'for followers', replyToId: root, audience: 'followers' } as const
  const { id: quiet } = await world.posts.create({ author: bo, input })
  await world.post(cy, 'answer', quiet)
  expect([await replies(root, 'oldest'), await replies(root, 'oldest', cy)]).toEqual([[], ['for followers']])
  await world.posts.remove({ postId: quiet, viewer: bo })
  for (const order of replyOrders)
    expect([await replies(root, order), await replies(root, order, cy)]).toEqual([[], ['answer']])
})

test('what not everybody could see is not told of because it is deleted, or its author blocked', async () => {
  const [ana, bo, cy, di, ed] = [
    await world.person('ana'),
    await world.person('bo'),
    await world.person('cy'),
    await world.person('di'),
    await world.person('ed'),
  ]
  await world.follow(ed, bo, di)
  const root = await world.post(ana, 'root')
  await world.safety.setPrivate({ viewer: bo, isPrivate: true })
  const ofBo = await world.post(bo, 'of bo, who is private', root)
  const ofDi = await world.posts.create({
    author: di,
    input: { text: 'of di', replyToId: root, audience: 'followers' },
  })
  await world.posts.remove({ postId: await world.post(bo, 'deleted', root), viewer: bo })
  const below = [await world.post(ed, 'below bo', ofBo), await world.post(ed, 'below di', ofDi.id)]
  for (const { handle } of [bo, di]) await world.safety.block({ viewer: cy, handle })
  expect((await world.posts.thread({ postId: root, viewer: cy })).leftOut).toEqual({ deleted: 0, blocked: 0 })
  for (const postId of below)
    expect((await world.posts.thread({ postId, viewer: cy })).gaps).toEqual([{ below: postId, why: 'hidden' }])
})
