import { expect, test } from 'vitest'
import { type Id, newId } from '#app/lib/id.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()

test('a thread is what is answered, the post, and the direct replies, oldest first', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  const root = await world.post(alice, 'root')
  const middle = await world.post(bob, 'middle', root)
  await world.post(alice, 'aside', root)
  const postId = await world.post(alice, 'post', middle)
  await world.post(bob, 'first', postId)
  const second = await world.post(alice, 'second', postId)
  await world.post(bob, 'below the second', second)

  const thread = await world.posts.thread({ postId, viewer: alice })
  expect(thread.ancestors.map(textOf)).toEqual(['root', 'middle'])
  expect(thread.post).toMatchObject({ id: postId, replyCount: 2, replyTo: { id: middle, handle: bob.handle } })
  expect(thread.replies.items.map(textOf)).toEqual(['first', 'second'])
  expect(thread.replies.nextCursor).toBeNull()
  const rows = await world.db.post.findMany({ where: { rootId: root } })
  expect(rows).toHaveLength(6)
})

test('what is deleted leaves a thread that can be read', async () => {
  const alice = await world.person('alice')
  const root = await world.post(alice, 'root')
  const middle = await world.post(alice, 'middle', root)
  const postId = await world.post(alice, 'post', middle)
  const reply = await world.post(alice, 'reply', postId)
  await world.posts.remove({ postId: middle, viewer: alice })
  await world.posts.remove({ postId: reply, viewer: alice })
  const thread = await world.posts.thread({ postId, viewer: null })
  expect(thread.ancestors.map(textOf)).toEqual(['root'])
  expect(thread.post).toMatchObject({ replyCount: 0, replyTo: null })
  expect(thread.replies).toEqual({ items: [], nextCursor: null })
})

test('replies are paged, each once, while more are written and deleted', async () => {
  const alice = await world.person('alice')
  const postId = await world.post(alice, 'question')
  const ids: Id[] = []
  for (let n = 0; n < 25; n += 1) ids.push(await world.post(alice, `answer ${n}`, postId))
  const page = (cursor: string | null) => world.posts.replies({ postId, viewer: null, cursor, limit: 10 })

  const first = await page(null)
  const last = await world.post(alice, 'meanwhile', postId)
  await world.posts.remove({ postId: ids[9] ?? '', viewer: alice })
  const second = await page(first.nextCursor)
  const third = await page(second.nextCursor)
  const seen = [first, second, third].flatMap(({ items }) => items.map(({ id }) => id))
  expect(seen).toEqual([...ids, last])
  expect(third.nextCursor).toBeNull()
})

test('a thread that never was is not found, and a forged cursor is refused', async () => {
  const alice = await world.person('alice')
  await expect(world.posts.thread({ postId: newId(), viewer: null })).rejects.toMatchObject({ name: 'NotFound' })
  await expect(world.posts.view({ postId: newId(), viewer: null })).rejects.toMatchObject({ name: 'NotFound' })
  const postId = await world.post(alice, 'hello')
  const read = world.posts.replies({ postId, viewer: null, cursor: 'forged' })
  await expect(read).rejects.toMatchObject({ name: 'Invalid' })
})

test('a chain of sixty shows the nearest fifty above', async () => {
  const alice = await world.person('alice')
  let postId = await world.post(alice, '0')
  for (let n = 1; n <= 60; n += 1) postId = await world.post(alice, String(n), postId)
  const { ancestors } = await world.posts.thread({ postId, viewer: null })
  expect(ancestors.map(textOf)).toEqual(Array.from({ length: 50 }, (_, index) => String(10 + index)))
})
