import { expect, test } from 'vitest'
import { type Id, newId } from '#app/lib/id.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()

test('following is done once, undone once, and shows on both sides', async () => {
  const [alice, bela] = [await world.person('alice'), await world.person('bela')]
  const { accounts } = world

  expect(await accounts.follow({ viewer: alice, handle: bela.handle.toUpperCase() })).toEqual({
    isFollowing: true,
    isRequested: false,
    followerCount: 1,
  })
  expect(await accounts.follow({ viewer: alice, handle: bela.handle })).toMatchObject({
    isFollowing: true,
    followerCount: 1,
  })
  expect(await accounts.profile({ handle: bela.handle, viewer: alice })).toMatchObject({
    person: { id: bela.id, handle: bela.handle, role: 'member' },
    followerCount: 1,
    followingCount: 0,
    isFollowing: true,
    followsYou: false,
    isSelf: false,
  })
  expect(await accounts.profile({ handle: alice.handle, viewer: bela })).toMatchObject({
    followingCount: 1,
    followsYou: true,
  })
  expect(await accounts.profile({ handle: bela.handle, viewer: null })).toMatchObject({
    isFollowing: false,
    isSelf: false,
  })

  expect(await accounts.unfollow({ viewer: alice, handle: bela.handle })).toEqual({
    isFollowing: false,
    isRequested: false,
    followerCount: 0,
  })
  expect(await accounts.unfollow({ viewer: alice, handle: bela.handle })).toEqual({
    isFollowing: false,
    isRequested: false,
    followerCount: 0,
  })
})

test('nobody follows themselves, or nobody', async () => {
  const alice = await world.person('alice')
  await expect(world.accounts.follow({ viewer: alice, handle: alice.handle })).rejects.toMatchObject({
    name: 'Invalid',
  })
  await expect(world.accounts.follow({ viewer: alice, handle: 'nobody_at_all' })).rejects.toMatchObject({
    name: 'NotFound',
  })
  for (const handle of ['', 'a\u0000b', "x' OR '1'='1", 'é', 'x'.repeat(10_000)]) {
    await expect(world.accounts.profile({ handle, viewer: null })).rejects.toMatchObject({ name: 'NotFound' })
  }
})

test('followers come in pages, each once, with what the viewer thinks of them', async () => {
  const [star, viewer] = [await world.person('star'), await world.person('viewer')]
  const fans = await Promise.all(Array.from({ length: 45 }, (_, n) => world.person(`fan${n}`)))
  for (const fan of fans) await world.follow(fan, star)
  const [known] = fans
  if (known) await world.follow(viewer, known)

  const first = await world.accounts.followers({ handle: star.handle, viewer })
  const second = await world.accounts.followers({ handle: star.handle, viewer, cursor: first.nextCursor })
  expect([first.items.length, second.items.length, second.nextCursor]).toEqual([40, 5, null])
  const seen = [...first.items, ...second.items]
  expect(new Set(seen.map(({ id }) => id))).toEqual(new Set(fans.map(({ id }) => id)))
  expect(seen.filter(({ isFollowing }) => isFollowing).map(({ id }) => id)).toEqual([known?.id])

  const following = await world.accounts.following({ handle: viewer.handle, viewer: null })
  expect(following.items.map(({ id }) => id)).toEqual([known?.id])
  const forged = world.accounts.followers({ handle: star.handle, viewer, cursor: "' OR 1=1" })
  await expect(forged).rejects.toMatchObject({ name: 'Invalid' })
})

test('of a list of whom most are suspended a page looks through so many, and the next goes on there', async () => {
  const star = await world.person('star')
  const ids = Array.from({ length: 2_500 }, () => newId()).sort()
  await world.db.$executeRaw`
    INSERT INTO "user" (id, handle, name, suspended_at)
    SELECT id, 'lost' || n, 'lost', CASE WHEN n <= 2490 THEN now() END FROM unnest(${ids}::uuid[]) WITH ORDINALITY u(id, n)`
  const createdAt = new Date()
  await world.feeds.followMany({
    follows: ids.map((followerId) => ({ followerId, followeeId: star.id, createdAt })),
  })
  const found: Id[] = []
  let [pages, cursor]: [number, string | null] = [0, null]
  do {
    const page: Awaited<ReturnType<typeof world.accounts.followers>> = await world.accounts.followers({
      handle: star.handle,
      viewer: null,
      cursor,
    })
    found.push(...page.items.map(({ id }) => id))
    pages += 1
    cursor = page.nextCursor
  } while (cursor)
  expect([pages, found]).toEqual([3, ids.slice(2_490)])
})

test('suggestions are the authors of late whom one does not follow, the latest first', async () => {
  const [viewer, known, quiet] = [
    await world.person('viewer'),
    await world.person('known'),
    await world.person('quiet'),
  ]
  const [small, big] = [await world.person('small'), await world.person('big')]
  for (const author of [viewer, known, small, big]) await world.post(author, 'hello')
  await world.follow(viewer, known)
  await world.follow(known, big, quiet)
  await world.post(small, 'once more')

  const suggested = await world.accounts.suggestions({ viewer, limit: 2 })
  expect(suggested.map(({ id, followerCount, isFollowing }) => [id, followerCount, isFollowing])).toEqual([
    [small.id, 0, false],
    [big.id, 1, false],
  ])
  const stranger = await world.accounts.suggestions({ viewer: null, limit: 50 })
  expect(stranger.map(({ id }) => id)).toContain(known.id)
  expect(stranger.map(({ id }) => id)).not.toContain(quiet.id)
})

test('a profile says what was changed in it', async () => {
  const alice = await world.person('alice')
  await world.accounts.updateProfile({ viewer: alice, input: { name: 'Alice L.', bio: 'down\nthe hole' } })
  const { person } = await world.accounts.profile({ handle: alice.handle, viewer: alice })
  expect([person.name, person.bio]).toEqual(['Alice L.', 'down\nthe hole'])
})
