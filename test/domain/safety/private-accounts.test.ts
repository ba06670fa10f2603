import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { exploreFeed, homeFeed, repliesFeed, tagFeed, userFeed } from '#app/domain/feeds/declarations.ts'
import type { FeedId } from '#app/domain/feeds/types.ts'
import { requestLimits } from '#app/domain/safety/privacy-rules.ts'
import { type Id, newId } from '#app/lib/id.ts'
import type { Wiring } from '#app/wiring.server.ts'
import { secondWiring } from '#test/support/second-wiring.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()
const gone = { name: 'NotFound' }
/** Another process, with caches of its own. */
let other: Wiring
let ana: Viewer
let ben: Viewer
let carl: Viewer

beforeAll(() => {
  other = secondWiring(world)
})
afterAll(() => other.close())

beforeEach(async () => {
  ana = await world.person('ana')
  ben = await world.person('ben')
  carl = await world.person('carl')
})

const setPrivate = (viewer: Viewer, isPrivate = true) => world.safety.setPrivate({ viewer, isPrivate })
const follow = (viewer: Viewer, whom: Viewer) => world.accounts.follow({ viewer, handle: whom.handle })
const unfollow = (viewer: Viewer, whom: Viewer) => world.accounts.unfollow({ viewer, handle: whom.handle })
const approve = (viewer: Viewer, whom: Viewer) => world.safety.approve({ viewer, handle: whom.handle })
const waiting = async (viewer: Viewer) => (await world.safety.requests({ viewer })).items.map(({ id }) => id)
const textsOf = async (feed: FeedId, viewer: Viewer | null, by: Pick<Wiring, 'posts'> = world) =>
  (await by.posts.feed({ feed, viewer })).items.map(textOf)

/** All that somebody can find of ana's, in both processes. */
async function found(viewer: Viewer | null, postId: Id): Promise<string[]> {
  const places: string[] = []
  for (const by of [world, other]) {
    const feeds = [exploreFeed(), tagFeed('hidden'), userFeed(ana.id), repliesFeed(ana.id)]
    if (viewer) feeds.push(homeFeed(viewer.id))
    for (const feed of feeds)
      if ((await textsOf(feed, viewer, by)).some((text) => text.includes('of ana'))) places.push(feed)
    const isThere = (read: Promise<unknown>) =>
      read.then(
        () => true,
        () => false,
      )
    if (await isThere(by.posts.view({ postId, viewer }))) places.push('post')
    if (await isThere(by.posts.thread({ postId, viewer }))) places.push('thread')
    if (await isThere(by.posts.replies({ postId, viewer }))) places.push('replies')
    for (const list of ['followers', 'following'] as const)
      if (await isThere(by.accounts[list]({ handle: ana.handle, viewer }))) places.push(list)
    const profile = await by.accounts.profile({ handle: ana.handle, viewer })
    if (profile.postCount + profile.followerCount + profile.followingCount > 0) places.push('counts')
    const suggested = await by.accounts.suggestions({ viewer, limit: 100 })
    if (suggested.some(({ id }) => id === ana.id)) places.push('suggestions')
  }
  return places
}

test('of a private account nothing is there before it approves, and nothing after it takes that back', async () => {
  await world.follow(ana, carl)
  const postId = await world.post(ana, 'words of ana #hidden')
  await world.post(ana, 'answer of ana', await world.post(carl, 'hello'))
  await world.drain()
  expect(await found(ben, postId)).not.toEqual([])

  await setPrivate(ana)
  for (const viewer of [ben, carl, null]) expect(await found(viewer, postId)).toEqual([])
  expect(await follow(ben, ana)).toEqual({ isFollowing: false, isRequested: true, followerCount: null })
  expect(await found(ben, postId)).toEqual([])
  expect(await world.feeds.followedAmong({ followerId: ben.id, ids: [ana.id] })).toEqual(new Set())

  expect(await approve(ana, ben)).toEqual({ isFollower: true })
  expect(new Set(await found(ben, postId))).toEqual(
    new Set([
      ...[exploreFeed(), tagFeed('hidden'), userFeed(ana.id), repliesFeed(ana.id), homeFeed(ben.id)],
      ...['post', 'thread', 'replies', 'followers', 'following', 'counts'],
    ]),
  )
  expect(await found(carl, postId)).toEqual([])

  await world.safety.removeFollower({ viewer: ana, handle: ben.handle })
  expect(await found(ben, postId)).toEqual([])
  await world.drain()
  expect(await found(ben, postId)).toEqual([])
})

test('a request is made once, taken back, rejected, and asked again', async () => {
  await setPrivate(ana)
  const asked = { isFollowing: false, isRequested: true, followerCount: null }
  for (let times = 0; times < 2; times += 1) expect(await follow(ben, ana)).toEqual(asked)
  expect(await waiting(ana)).toEqual([ben.id])
  expect(await world.accounts.profile({ handle: ana.handle, viewer: ben })).toMatchObject({ isRequested: true })
  for (let times = 0; times < 2; times += 1) expect(await unfollow(ben, ana)).toEqual({ ...asked, isRequested: false })
  expect(await waiting(ana)).toEqual([])
  await expect(approve(ana, ben)).rejects.toMatchObject(gone)

  await follow(ben, ana)
  for (let times = 0; times < 2; times += 1)
    expect(await world.safety.reject({ viewer: ana, handle: ben.handle })).toEqual({ isFollower: false })
  await expect(approve(ana, ben)).rejects.toMatchObject(gone)
  await follow(ben, ana)
  await approve(ana, ben)
  await expect(approve(ana, ben)).rejects.toMatchObject(gone)
  // Following again is no request.
  expect(await follow(ben, ana)).toEqual({ isFollowing: true, isRequested: false, followerCount: 1 })
  expect(await waiting(ana)).toEqual([])
})

test("nobody answers somebody else's requests", async () => {
  await setPrivate(ana)
  await follow(ben, ana)
  await expect(approve(carl, ben)).rejects.toMatchObject(gone)
  await world.safety.reject({ viewer: carl, handle: ben.handle })
  expect(await waiting(ana)).toEqual([ben.id])
  expect(await waiting(carl)).toEqual([])
  expect(await waiting(ben)).toEqual([])
})

test('made private it keeps its followers; made public it approves who waits, with what each asked for', async () => {
  await follow(ben, ana)
  await setPrivate(ana)
  expect(await world.accounts.profile({ handle: ana.handle, viewer: ben })).toMatchObject({
    isFollowing: true,
    isOpen: true,
    followerCount: 1,
  })
  await world.post(ana, 'before')
  await follow(carl, ana)
  await world.accounts.follow({ viewer: await world.person('late'), handle: ana.handle, copyLimit: 0 })
  const [late] = await waiting(ana)
  expect(await world.safety.privacy({ viewer: ana })).toMatchObject({ isPrivate: true, waitingCount: 2 })
  await setPrivate(ana, false)
  await setPrivate(ana, false)
  expect(await world.safety.privacy({ viewer: ana })).toMatchObject({ isPrivate: false, waitingCount: 0 })
  expect(await world.home(carl)).toEqual(['before'])
  const window = await world.db.follow.findFirst({ where: { followerId: late, followeeId: ana.id } })
  expect(window?.sinceId).not.toBeNull()
  expect((await world.accounts.followers({ handle: ana.handle, viewer: null })).items).toHaveLength(3)
})

test('more than one step of those who wait are all approved', async () => {
  await setPrivate(ana)
  const ids = Array.from({ length: 700 }, () => newId())
  await world.db.$executeRaw`
    INSERT INTO "user" (id, handle, name) SELECT id, 'crowd_' || n, 'crowd' FROM unnest(${ids}::uuid[]) WITH ORDINALITY u(id, n)`
  await world.db.followRequest.createMany({
    data: ids.map((followerId) => ({ followerId, followeeId: ana.id, id: newId() })),
  })
  await setPrivate(ana, false)
  expect(await world.db.follow.count({ where: { followeeId: ana.id } })).toBe(ids.length)
  expect(await world.db.followRequest.count({ where: { followeeId: ana.id } })).toBe(0)
})

test('a block ends requests in both directions, and nobody asks across one', async () => {
  await setPrivate(ana)
  await setPrivate(ben)
  await follow(ben, ana)
  await follow(ana, ben)
  await world.safety.block({ viewer: ana, handle: ben.handle })
  expect(await world.db.followRequest.count({ where: { followerId: { in: [ana.id, ben.id] } } })).toBe(0)
  await expect(follow(ben, ana)).rejects.toMatchObject(gone)
  await expect(approve(ana, ben)).rejects.toMatchObject(gone)
  await world.safety.unblock({ viewer: ana, handle: ben.handle })
  expect(await waiting(ana)).toEqual([])
})

test('a private account cannot be reposted, and nobody else sees what it handed on', async () => {
  const postId = await world.post(ana, 'mine')
  const byCarl = await world.post(carl, 'by carl')
  await world.posts.repost({ postId, viewer: carl })
  await world.posts.repost({ postId: byCarl, viewer: ana })
  await follow(ben, carl)
  await world.drain()
  expect(await world.home(ben)).toEqual(['mine', 'by carl'])
  await setPrivate(ana)
  expect(await world.home(ben)).toEqual(['by carl'])
  expect(await textsOf(userFeed(ana.id), ben)).toEqual([])

  await follow(ben, ana)
  await approve(ana, ben)
  const view = await world.posts.view({ postId, viewer: ben })
  expect(view.viewer.canRepost).toBe(false)
  await expect(world.posts.repost({ postId, viewer: ben })).rejects.toMatchObject({ name: 'Conflict' })
  // What was handed on before stays in place, for those who may see it.
  expect(await textsOf(userFeed(carl.id), ben)).toEqual(['mine', 'by carl'])
  expect(await textsOf(userFeed(carl.id), null)).toEqual(['by carl'])
})

test('replies of a private account count for its followers alone, and an answer does not say what it answers', async () => {
  const root = await world.post(carl, 'root')
  const answer = await world.post(ana, 'answer', root)
  await world.follow(carl, ana)
  const below = await world.post(carl, 'below', answer)
  const countFor = async (viewer: Viewer | null) => (await world.posts.view({ postId: root, viewer })).replyCount
  const contextFor = async (viewer: Viewer) => (await world.posts.view({ postId: below, viewer })).replyTo
  expect([await countFor(null), await countFor(ben), await countFor(carl)]).toEqual([1, 1, 1])
  await setPrivate(ana)
  expect([await countFor(null), await countFor(ben), await countFor(carl), await countFor(ana)]).toEqual([0, 0, 1, 1])
  expect([await contextFor(ben), (await contextFor(carl))?.handle]).toEqual([null, ana.handle])
  expect((await world.posts.thread({ postId: below, viewer: ben })).ancestors.map(textOf)).toEqual(['root'])
  await setPrivate(ana, false)
  expect([await countFor(null), await countFor(ben)]).toEqual([1, 1])
})

test('somebody signed in is told how many ask, without those who are suspended', async () => {
  const handle = `asked_${newId().slice(-8)}`
  const password = 'a river in the night'
  const { id } = await world.accounts.createByAdmin({ handle, email: `${handle}@example.org`, password })
  const client = { address: null, userAgent: null }
  const setCookie = await world.accounts.signIn({ input: { identifier: handle, password }, client })
  const headers = new Headers({ cookie: setCookie.split(';', 1)[0] ?? '' })
  const told = async () =>
    [await world.accounts.viewer(headers), await other.accounts.viewer(headers)].map((viewer) => viewer?.requestCount)
  const viewer = { ...ana, id, handle }
  await setPrivate(viewer)
  expect(await told()).toEqual([undefined, undefined])
  await follow(ben, viewer)
  await follow(carl, viewer)
  expect(await told()).toEqual([2, 2])
  await world.safety.suspend({ handle: ben.handle, by: 'operator' })
  expect(await told()).toEqual([1, 1])
  expect(await waiting(viewer)).toEqual([carl.id])
  await world.safety.unsuspend({ handle: ben.handle, by: 'operator' })
  expect(await told()).toEqual([2, 2])
  await approve(viewer, ben)
  await unfollow(carl, viewer)
  expect(await told()).toEqual([undefined, undefined])
})

test('requests come in pages, the latest first', async () => {
  await setPrivate(ana)
  const fans: Viewer[] = []
  for (let n = 0; n < 45; n += 1) fans.push(await world.person(`fan${n}`))
  for (const fan of fans) await follow(fan, ana)
  const first = await world.safety.requests({ viewer: ana })
  // What was answered meanwhile takes nobody off the next page.
  for (const { handle } of first.items) await world.safety.reject({ viewer: ana, handle })
  const second = await world.safety.requests({ viewer: ana, cursor: first.nextCursor })
  expect(second.nextCursor).toBeNull()
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(fans.map(({ id }) => id).reverse())
  const forged = world.safety.requests({ viewer: ana, cursor: "' OR 1=1" })
  await expect(forged).rejects.toMatchObject({ name: 'Invalid' })
})

test('nobody waits for more answers than the limits say, nor has more to give', async () => {
  await setPrivate(ana)
  const ids = Array.from({ length: requestLimits.maxWaiting }, () => newId())
  const prefix = newId().slice(-12)
  await world.db.$executeRaw`
    INSERT INTO "user" (id, handle, name) SELECT id, ${prefix} || '_' || n, 'many' FROM unnest(${ids}::uuid[]) WITH ORDINALITY u(id, n)`
  const asked = ids.slice(0, requestLimits.maxAsked)
  await world.db.followRequest.createMany({
    data: asked.map((followeeId) => ({ followerId: ben.id, followeeId, id: newId() })),
  })
  const refused = (key: string) => ({ name: 'Invalid', fields: { handle: `errors.follow.${key}` } })
  await expect(follow(ben, ana)).rejects.toMatchObject(refused('tooManyAsked'))
  await world.db.followRequest.createMany({
    data: ids.map((followerId) => ({ followerId, followeeId: ana.id, id: newId() })),
  })
  await expect(follow(carl, ana)).rejects.toMatchObject(refused('tooManyWaiting'))
  await world.db.followRequest.deleteMany({ where: { followeeId: ana.id, followerId: ids[0] } })
  const fans = await Promise.all(['fay', 'flo', 'fee', 'fred'].map((name) => world.person(name)))
  const atOnce = await Promise.allSettled(fans.map((fan) => follow(fan, ana)))
  expect(atOnce.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await world.db.followRequest.deleteMany({ where: { followeeId: ana.id } })
})

test('a follow, an approval, a block and a change of mind at once leave no follow that nobody approved', async () => {
  for (let round = 0; round < 12; round += 1) {
    const [star, fan] = [await world.person('star'), await world.person('fan')]
    await setPrivate(star)
    await follow(fan, star)
    const acts = [
      () => approve(star, fan),
      () => unfollow(fan, star),
      () => setPrivate(star, round % 2 === 0),
      () => world.safety.block({ viewer: star, handle: fan.handle }),
    ]
    const turned = [...acts.slice(round % 4), ...acts.slice(0, round % 4)]
    for (const done of await Promise.allSettled(turned.map((act) => act())))
      if (done.status === 'rejected') expect(done.reason).toMatchObject(gone)
    const pair = { followerId: fan.id, followeeId: star.id }
    expect(await world.db.follow.count({ where: pair })).toBe(0)
    expect(await world.db.followRequest.count({ where: pair })).toBe(0)
  }
})
