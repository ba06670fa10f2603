import { beforeEach, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()
const gone = { name: 'NotFound' }
let ana: Viewer
let ben: Viewer
let carl: Viewer
let postId: Id

beforeEach(async () => {
  ana = await world.person('ana')
  ben = await world.person('ben')
  carl = await world.person('carl')
  postId = await world.post(ana, 'hello')
})

const react = (viewer: Viewer, kind: 'like' | 'wow' = 'like', to = postId) =>
  world.posts.react({ postId: to, viewer, kind })
async function reacted(viewer: Viewer | null, kind?: 'like' | 'wow') {
  const { people } = await world.posts.reactedBy({ postId, viewer, kind })
  return people.items.map((person) => `${person.name} ${person.kind}`)
}
async function reposted(viewer: Viewer | null): Promise<string[]> {
  return (await world.posts.repostedBy({ postId, viewer })).people.items.map(({ name }) => name)
}

test('those who reacted are listed, the latest first, all or by kind, and those who handed it on', async () => {
  await react(ben)
  await react(carl, 'wow')
  for (const viewer of [ben, carl]) await world.posts.repost({ postId, viewer })
  for (const viewer of [null, ana, ben]) {
    expect(await reacted(viewer)).toEqual(['carl wow', 'ben like'])
    expect(await reacted(viewer, 'like')).toEqual(['ben like'])
    expect(await reposted(viewer)).toEqual(['carl', 'ben'])
  }
  await world.posts.unreact({ postId, viewer: carl })
  await world.posts.unrepost({ postId, viewer: carl })
  expect([await reacted(ana), await reposted(ana)]).toEqual([['ben like'], ['ben']])
})

test('whom one may not know of is not among them, and who is private for followers alone', async () => {
  await react(ben)
  await react(carl)
  for (const viewer of [ben, carl]) await world.posts.repost({ postId, viewer })
  await world.safety.block({ viewer: carl, handle: ana.handle })
  expect([await reacted(ana), await reposted(ana)]).toEqual([['ben like'], ['ben']])
  await world.safety.unblock({ viewer: carl, handle: ana.handle })
  await world.safety.suspend({ handle: carl.handle, by: 'operator' })
  expect([await reacted(ana), await reposted(ana)]).toEqual([['ben like'], ['ben']])

  await world.safety.setPrivate({ viewer: ben, isPrivate: true })
  expect([await reacted(ana), await reposted(ana), await reacted(null)]).toEqual([[], [], []])
  expect(await reacted(ben)).toEqual(['ben like'])
  await world.accounts.follow({ viewer: ana, handle: ben.handle })
  expect(await reacted(ana)).toEqual([])
  await world.safety.approve({ viewer: ben, handle: ana.handle })
  expect([await reacted(ana), await reposted(ana)]).toEqual([['ben like'], ['ben']])
})

test('of a post that may not be seen nothing is told', async () => {
  await react(ben)
  await world.safety.setPrivate({ viewer: ana, isPrivate: true })
  await expect(reacted(carl)).rejects.toMatchObject(gone)
  await expect(reposted(carl)).rejects.toMatchObject(gone)
  await world.posts.remove({ postId, viewer: ana })
  await expect(reacted(ana)).rejects.toMatchObject(gone)
  await expect(world.posts.repostedBy({ postId: newId(), viewer: ana })).rejects.toMatchObject(gone)
})

test('they come in pages, each once, also past many who are hidden', async () => {
  const ids = Array.from({ length: 300 }, () => newId())
  const prefix = newId().slice(-12)
  await world.db.$executeRaw`
    INSERT INTO "user" (id, handle, name, suspended_at)
    SELECT id, ${prefix} || '_' || n, 'many', CASE WHEN n > 50 AND n <= 270 THEN now() END
    FROM unnest(${ids}::uuid[]) WITH ORDINALITY u(id, n)`
  // Half of them in the same moment.
  const at = (n: number) => new Date(1_700_000_000_000 - (n < 30 ? 0 : n))
  await world.db.reaction.createMany({
    data: ids.map((userId, n) => ({ postId, userId, kind: n % 2 ? 'like' : 'wow', createdAt: at(n) })),
  })
  await world.db.repost.createMany({
    data: ids.map((userId) => ({ id: newId(), postId, userId, createdAt: new Date() })),
  })
  for (const list of ['reactedBy', 'repostedBy'] as const) {
    const found: Id[] = []
    let [pages, hidden, cursor]: [number, number, string | null] = [0, 0, null]
    do {
      const { people }: Awaited<ReturnType<(typeof world.posts)[typeof list]>> = await world.posts[list]({
        postId,
        viewer: ana,
        cursor,
      })
      found.push(...people.items.map(({ id }) => id))
      cursor = people.nextCursor
      hidden += people.hiddenCount
      pages += 1
    } while (cursor && pages < 20)
    expect([pages < 20, found.length, new Set(found).size, hidden]).toEqual([true, 80, 80, 220])
    await expect(world.posts[list]({ postId, viewer: ana, cursor: 'no~cursor' })).rejects.toMatchObject({
      name: 'Invalid',
    })
  }
})

test('what somebody reacted to stands in the order of reacting, without what may not be seen', async () => {
  const ids: Id[] = []
  for (let n = 0; n < 7; n += 1) ids.push(await world.post(n % 2 ? ben : carl, `post ${n}`))
  for (const id of ids.toReversed()) await react(ana, 'like', id)
  // Another kind is no new place.
  await react(ana, 'wow', ids[5])
  const texts = async (limit = 20) => {
    const found: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof world.posts.ownReactions>> = await world.posts.ownReactions({
        viewer: ana,
        cursor,
        limit,
      })
      found.push(...page.items.map(textOf))
      cursor = page.nextCursor
    } while (cursor)
    return found
  }
  for (const limit of [1, 3, 7, 20]) expect(await texts(limit)).toEqual(ids.map((_, n) => `post ${n}`))
  await world.safety.block({ viewer: ben, handle: ana.handle })
  for (const limit of [1, 3]) expect(await texts(limit)).toEqual(['post 0', 'post 2', 'post 4', 'post 6'])
  expect((await world.posts.ownReactions({ viewer: carl })).items).toEqual([])
})
