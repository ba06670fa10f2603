import { expect, test } from 'vitest'
import { newId } from '#app/lib/id.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()

test('one reaction a person, changeable and undoable; counts follow', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  const postId = await world.post(alice, 'hello')
  await world.posts.react({ postId, viewer: alice, kind: 'love' })
  expect(await world.posts.react({ postId, viewer: bob, kind: 'like' })).toEqual({
    reactions: [
      { kind: 'like', count: 1 },
      { kind: 'love', count: 1 },
    ],
    reaction: 'like',
  })
  expect(await world.posts.react({ postId, viewer: bob, kind: 'love' })).toEqual({
    reactions: [{ kind: 'love', count: 2 }],
    reaction: 'love',
  })
  expect(await world.posts.unreact({ postId, viewer: bob })).toEqual({
    reactions: [{ kind: 'love', count: 1 }],
    reaction: null,
  })
  expect(await world.posts.unreact({ postId, viewer: bob })).toMatchObject({ reaction: null })
  const { post } = await world.posts.thread({ postId, viewer: alice })
  expect(post).toMatchObject({ reactions: [{ kind: 'love', count: 1 }], viewer: { reaction: 'love' } })
})

test('the most used comes first', async () => {
  const people = await Promise.all(Array.from({ length: 5 }, () => world.person()))
  const [alice] = people
  if (!alice) return
  const postId = await world.post(alice, 'hello')
  const kinds = ['sad', 'wow', 'wow', 'wow', 'sad'] as const
  await Promise.all(people.map((viewer, index) => world.posts.react({ postId, viewer, kind: kinds[index] ?? 'like' })))
  const { post } = await world.posts.thread({ postId, viewer: null })
  expect(post.reactions).toEqual([
    { kind: 'wow', count: 3 },
    { kind: 'sad', count: 2 },
  ])
})

test('the same person twenty times at once counts once', async () => {
  const alice = await world.person('alice')
  const postId = await world.post(alice, 'hello')
  await Promise.all(Array.from({ length: 20 }, () => world.posts.react({ postId, viewer: alice, kind: 'wow' })))
  expect(await world.db.reaction.count({ where: { postId } })).toBe(1)
})

test('what is gone or never was takes no reaction, and no undo', async () => {
  const alice = await world.person('alice')
  const postId = await world.post(alice, 'hello')
  await world.posts.remove({ postId, viewer: alice })
  for (const gone of [postId, newId()]) {
    const query = { postId: gone, viewer: alice }
    await expect(world.posts.react({ ...query, kind: 'like' })).rejects.toMatchObject({ name: 'NotFound' })
    await expect(world.posts.unreact(query)).rejects.toMatchObject({ name: 'NotFound' })
  }
})

test('a reaction that meets the delete waits for it, and is refused', async () => {
  const alice = await world.person('alice')
  const postId = await world.post(alice, 'hello')
  const reacting = await world.db.$transaction(async (tx) => {
    await tx.post.update({ where: { id: postId }, data: { deletedAt: new Date() } })
    const answer = world.posts.react({ postId, viewer: alice, kind: 'like' }).catch((error: unknown) => error)
    await Promise.race([answer, someoneWaits()])
    return { answer }
  })
  expect(await reacting.answer).toMatchObject({ name: 'NotFound' })
  expect(await world.db.reaction.count({ where: { postId } })).toBe(0)
})

/** Until a statement in this database waits for a lock. */
async function someoneWaits(): Promise<void> {
  for (;;) {
    const [row] = await world.db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`
    if (row && row.count > 0) return
  }
}
