import { beforeEach, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { repliesFeed, userFeed } from '#app/domain/feeds/declarations.ts'
import { requireFollowable } from '#app/domain/safety/follow-requests.server.ts'
import { maxPeopleApart } from '#app/domain/safety/people-apart.ts'
import { newId } from '#app/lib/id.ts'
import { createGate } from '#test/support/gate.ts'
import { until } from '#test/support/until.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()
const gone = { name: 'NotFound' }
let ana: Viewer
let ben: Viewer

beforeEach(async () => {
  ana = await world.person('ana')
  ben = await world.person('ben')
})

const block = (viewer: Viewer, other: Viewer) => world.safety.block({ viewer, handle: other.handle })
const unblock = (viewer: Viewer, other: Viewer) => world.safety.unblock({ viewer, handle: other.handle })
const profileOf = (person: Viewer, viewer: Viewer | null) => world.accounts.profile({ handle: person.handle, viewer })

test('a block ends both follows, and hides each from the other, at once', async () => {
  await world.follow(ana, ben)
  await world.follow(ben, ana)
  for (const author of [ana, ben]) await world.post(author, `by ${author.name}`)
  await world.drain()
  for (const viewer of [ana, ben]) expect(await world.home(viewer)).toEqual(['by ben', 'by ana'])

  expect(await block(ana, ben)).toEqual({ isBlocking: true })
  expect(await world.home(ana)).toEqual(['by ana'])
  expect(await world.home(ben)).toEqual(['by ben'])
  for (const [viewer, other] of [
    [ana, ben],
    [ben, ana],
  ] as const) {
    expect(await world.feeds.followedAmong({ followerId: viewer.id, ids: [other.id] })).toEqual(new Set())
    for (const feed of [userFeed(other.id), repliesFeed(other.id)]) {
      expect((await world.posts.feed({ feed, viewer })).items).toEqual([])
    }
  }

  expect(await unblock(ana, ben)).toEqual({ isBlocking: false })
  for (const viewer of [ana, ben]) expect(await world.home(viewer)).toHaveLength(1)
  await world.accounts.follow({ viewer: ben, handle: ana.handle })
  expect(await world.home(ben)).toEqual(['by ben', 'by ana'])
})

test('blocking or unblocking again does nothing, and each block is its own', async () => {
  for (let times = 0; times < 2; times += 1) await block(ana, ben)
  await block(ben, ana)
  expect(await world.db.block.count({ where: { blockerId: { in: [ana.id, ben.id] } } })).toBe(2)
  for (let times = 0; times < 2; times += 1) await unblock(ana, ben)
  await expect(profileOf(ben, ana)).rejects.toMatchObject(gone)
  await unblock(ben, ana)
  expect(await profileOf(ben, ana)).toMatchObject({ isBlocked: false })
})

test('nobody blocks themselves, or nobody', async () => {
  const own = { name: 'Invalid', fields: { handle: 'errors.block.self' } }
  await expect(block(ana, ana)).rejects.toMatchObject(own)
  await expect(unblock(ana, ana)).rejects.toMatchObject(own)
  for (const handle of ['nobody_here', '', 'a\u0000b']) {
    await expect(world.safety.block({ viewer: ana, handle })).rejects.toMatchObject(gone)
    await expect(world.safety.unblock({ viewer: ana, handle })).rejects.toMatchObject(gone)
  }
})

test('who is blocked finds nobody; who blocks finds a name, and the way back', async () => {
  await world.db.user.update({ where: { id: ben.id }, data: { bio: 'all about me' } })
  await world.post(ben, 'mine')
  await block(ana, ben)
  await expect(profileOf(ana, ben)).rejects.toMatchObject(gone)
  const seen = await profileOf(ben, ana)
  expect(seen).toMatchObject({ person: { handle: ben.handle, bio: '' }, isBlocked: true, postCount: 0 })
  expect(await profileOf(ben, null)).toMatchObject({ person: { bio: 'all about me' }, isBlocked: false, postCount: 1 })

  for (const [viewer, other] of [
    [ana, ben],
    [ben, ana],
  ] as const) {
    const { handle } = other
    await expect(world.accounts.follow({ viewer, handle })).rejects.toMatchObject(gone)
    await expect(world.accounts.followers({ handle, viewer })).rejects.toMatchObject(gone)
    await expect(world.accounts.following({ handle, viewer })).rejects.toMatchObject(gone)
  }
})

test('nothing is done to a post across a block, from either side', async () => {
  const [byAna, byBen] = [await world.post(ana, 'by ana'), await world.post(ben, 'by ben')]
  await block(ana, ben)
  for (const [viewer, postId] of [
    [ana, byBen],
    [ben, byAna],
  ] as const) {
    await expect(world.posts.react({ postId, viewer, kind: 'like' })).rejects.toMatchObject(gone)
    await expect(world.posts.repost({ postId, viewer })).rejects.toMatchObject(gone)
    await expect(world.post(viewer, 'an answer', postId)).rejects.toMatchObject(gone)
    await expect(world.posts.thread({ postId, viewer })).rejects.toMatchObject(gone)
  }
})

test('lists and counts of people leave out who is blocked either way, for these two alone', async () => {
  const [star, other] = [await world.person('star'), await world.person('other')]
  for (const fan of [ana, ben, other]) await world.follow(fan, star)
  await world.follow(star, ben, other)
  await block(ana, ben)

  const followersSeenBy = async (viewer: Viewer | null) => {
    const { items } = await world.accounts.followers({ handle: star.handle, viewer })
    const { followerCount, followingCount } = await profileOf(star, viewer)
    return [items.map(({ name }) => name), followerCount, followingCount]
  }
  expect(await followersSeenBy(ana)).toEqual([['ana', 'other'], 2, 1])
  expect(await followersSeenBy(ben)).toEqual([['ben', 'other'], 2, 2])
  expect(await followersSeenBy(null)).toEqual([['ana', 'ben', 'other'], 3, 2])
  const followed = await world.accounts.following({ handle: star.handle, viewer: ana })
  expect(followed.items.map(({ name }) => name)).toEqual(['other'])

  for (const author of [ana, ben]) await world.post(author, 'hello')
  for (const [viewer, unseen] of [
    [ana, ben],
    [ben, ana],
  ] as const) {
    const suggested = await world.accounts.suggestions({ viewer, limit: 100 })
    expect(suggested.map(({ id }) => id)).not.toContain(unseen.id)
  }
})

test('a page of followers is full, however many of them are not shown', async () => {
  const star = await world.person('star')
  const fans = await Promise.all(Array.from({ length: 120 }, (_, n) => world.person(`fan${n}`)))
  await world.db.follow.createMany({ data: fans.map(({ id }) => ({ followerId: id, followeeId: star.id })) })
  const hidden = fans.toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(5, 70)
  await world.db.block.createMany({ data: hidden.map(({ id }) => ({ blockerId: id, blockedId: ana.id })) })

  const first = await world.accounts.followers({ handle: star.handle, viewer: ana })
  const second = await world.accounts.followers({ handle: star.handle, viewer: ana, cursor: first.nextCursor })
  expect([first.items.length, second.items.length, second.nextCursor]).toEqual([40, 15, null])
  const seen = new Set([...first.items, ...second.items].map(({ id }) => id))
  expect(seen).toEqual(new Set(fans.filter((fan) => !hidden.includes(fan)).map(({ id }) => id)))
})

test('whom one blocks is listed by handle, in pages, also who blocks back', async () => {
  const others = await Promise.all(Array.from({ length: 45 }, (_, n) => world.person(`other${n}`)))
  await world.db.block.createMany({ data: others.map(({ id }) => ({ blockerId: ana.id, blockedId: id })) })
  const [first] = others
  if (first) await block(first, ana)
  const page = await world.safety.blocked({ viewer: ana })
  const rest = await world.safety.blocked({ viewer: ana, cursor: page.nextCursor })
  expect([page.items.length, rest.items.length, rest.nextCursor]).toEqual([40, 5, null])
  const handles = [...page.items, ...rest.items].map(({ handle }) => handle)
  expect(handles).toEqual(others.map(({ handle }) => handle).sort())
  expect((await world.safety.blocked({ viewer: ben })).items).toEqual([])
  await expect(world.safety.blocked({ viewer: ana, cursor: '?' })).rejects.toMatchObject({ name: 'Invalid' })
})

test('a follow and a block at once end without a follow', async () => {
  for (let round = 0; round < 12; round += 1) {
    const [fan, star] = [await world.person('fan'), await world.person('star')]
    const follow = () => world.accounts.follow({ viewer: fan, handle: star.handle })
    const back = () => world.accounts.follow({ viewer: star, handle: fan.handle })
    const acts = [() => block(star, fan), follow, back, follow]
    // Each begins first once.
    const turned = [...acts.slice(round % 4), ...acts.slice(0, round % 4)]
    const answers = await Promise.allSettled(turned.map((act) => act()))
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject(gone)
    }
    const pair = { in: [fan.id, star.id] }
    expect(await world.db.follow.count({ where: { followerId: pair, followeeId: pair } })).toBe(0)
    const told = { actorId: pair, verb: 'follow', retractedAt: null }
    expect(await world.db.activity.count({ where: told })).toBe(0)
  }
})

test('a block waits for a follow that is about to commit, and ends it', async () => {
  const pair = { followerId: ben.id, followeeId: ana.id }
  const gate = createGate()
  const following = world.feeds.follow({
    ...pair,
    allow: async (tx, writing) => {
      await requireFollowable(tx, writing, pair)
      await gate.pass()
    },
  })
  await gate.reached
  const blocking = block(ana, ben)
  await Promise.race([blocking, until(isAnybodyWaiting, { withinMs: 5_000 })])
  gate.open()
  await Promise.all([following, blocking])
  expect(await world.db.follow.count({ where: pair })).toBe(0)
})

test.each(['block', 'mute'] as const)(
  'somebody can %s as many people as a read can weigh, and no more',
  async (kind) => {
    const ids = Array.from({ length: maxPeopleApart }, () => newId())
    const prefix = newId().slice(-12)
    await world.db.$executeRaw`
    INSERT INTO "user" (id, handle, name) SELECT id, ${prefix} || '_' || n, 'many' FROM unnest(${ids}::uuid[]) WITH ORDINALITY u(id, n)`
    const others = ids.slice(1)
    if (kind === 'block')
      await world.db.block.createMany({ data: others.map((blockedId) => ({ blockerId: ana.id, blockedId })) })
    else await world.db.mute.createMany({ data: others.map((mutedId) => ({ muterId: ana.id, mutedId })) })
    const one = { viewer: ana, handle: `${prefix}_1` }
    await world.safety[kind](one)
    // Again is no more than before.
    await world.safety[kind](one)
    await expect(world.safety[kind]({ viewer: ana, handle: ben.handle })).rejects.toMatchObject({
      name: 'Invalid',
      fields: { handle: `errors.${kind}.tooMany` },
    })
    await world.safety[`un${kind}`](one)
    const atOnce = [ben, ...(await Promise.all(['bea', 'bob', 'bo'].map((name) => world.person(name))))]
    const done = await Promise.allSettled(atOnce.map(({ handle }) => world.safety[kind]({ viewer: ana, handle })))
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  },
)

async function isAnybodyWaiting(): Promise<true | null> {
  const [row] = await world.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_locks JOIN pg_database d ON d.oid = database
    WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted`
  return row && row.count > 0 ? true : null
}
