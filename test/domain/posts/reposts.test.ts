import { expect, test } from 'vitest'
import { newId } from '#app/lib/id.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()

const standing = (objectId: string) =>
  world.db.activity.findMany({
    where: { objectId, verb: 'repost', retractedAt: null },
    select: { id: true, actorId: true },
  })
const rowsOf = (postId: string) => world.db.repost.findMany({ where: { postId }, select: { id: true, userId: true } })

test('one repost a person and post, told once, undone and done again; the count follows', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  const postId = await world.post(alice, 'hello')
  const query = { postId, viewer: bob }
  expect(await world.posts.repost(query)).toEqual({ repostCount: 1, isReposted: true })
  expect(await world.posts.repost(query)).toEqual({ repostCount: 1, isReposted: true })
  const [row] = await rowsOf(postId)
  expect(await standing(postId)).toEqual([{ id: row?.id, actorId: bob.id }])
  // One's own, too.
  expect(await world.posts.repost({ postId, viewer: alice })).toEqual({ repostCount: 2, isReposted: true })

  expect(await world.posts.unrepost(query)).toEqual({ repostCount: 1, isReposted: false })
  expect(await world.posts.unrepost(query)).toEqual({ repostCount: 1, isReposted: false })
  expect((await standing(postId)).map(({ actorId }) => actorId)).toEqual([alice.id])
  expect(await world.posts.repost(query)).toEqual({ repostCount: 2, isReposted: true })
  const told = await standing(postId)
  expect(told.map(({ id }) => id).sort()).toEqual((await rowsOf(postId)).map(({ id }) => id).sort())
  expect(await world.posts.view(query)).toMatchObject({ repostCount: 2, viewer: { isReposted: true } })
  expect(await world.posts.view({ postId, viewer: null })).toMatchObject({ viewer: { isReposted: false } })
})

test('twenty at once, doing and undoing, leave what is told and the rows the same', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  const postId = await world.post(alice, 'hello')
  const query = { postId, viewer: bob }
  await Promise.all(
    Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? world.posts.repost(query) : world.posts.unrepost(query))),
  )
  const rows = await rowsOf(postId)
  expect((await standing(postId)).map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
  expect(await world.posts.view(query)).toMatchObject({ repostCount: rows.length })
})

test('a post for followers is not reposted, and what may not be seen is not there', async () => {
  const [alice, bob, carol] = [await world.person('alice'), await world.person('bob'), await world.person('carol')]
  const { id: postId } = await world.posts.create({ author: alice, input: { text: 'psst', audience: 'followers' } })
  await world.follow(bob, alice)
  await expect(world.posts.repost({ postId, viewer: bob })).rejects.toMatchObject({ name: 'Conflict' })
  await expect(world.posts.repost({ postId, viewer: alice })).rejects.toMatchObject({ name: 'Conflict' })
  const gone = await world.post(alice, 'gone')
  await world.posts.repost({ postId: gone, viewer: bob })
  await world.posts.remove({ postId: gone, viewer: alice })
  await world.drain()
  expect(await standing(gone)).toEqual([])
  for (const query of [
    { postId, viewer: carol },
    { postId: gone, viewer: bob },
    { postId: newId(), viewer: bob },
  ]) {
    await expect(world.posts.repost(query)).rejects.toMatchObject({ name: 'NotFound' })
    await expect(world.posts.unrepost(query)).rejects.toMatchObject({ name: 'NotFound' })
  }
  expect(await rowsOf(postId)).toEqual([])
})
