import { beforeEach, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { exploreFeed, homeFeed, userFeed } from '#app/domain/feeds/declarations.ts'
import type { FeedId } from '#app/domain/feeds/types.ts'
import { createPosts } from '#app/domain/posts/posts.server.ts'
import { createUncached } from '#app/lib/cache/uncached.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()
let ana: Viewer
let ben: Viewer
let carl: Viewer

beforeEach(async () => {
  ana = await world.person('ana')
  ben = await world.person('ben')
  carl = await world.person('carl')
})

test('who is muted is still there, and is not told', async () => {
  await world.follow(ana, ben)
  for (let times = 0; times < 2; times += 1) {
    expect(await world.safety.mute({ viewer: ana, handle: ben.handle.toUpperCase() })).toEqual({
      isMuting: true,
      until: null,
    })
  }
  const { accounts } = world
  expect(await accounts.profile({ handle: ben.handle, viewer: ana })).toMatchObject({
    isMuted: true,
    isFollowing: true,
  })
  expect(await accounts.profile({ handle: ana.handle, viewer: ben })).toMatchObject({
    isMuted: false,
    followsYou: true,
  })
  expect((await world.safety.muted({ viewer: ana })).items.map(({ id }) => id)).toEqual([ben.id])
  expect((await world.safety.muted({ viewer: ben })).items).toEqual([])

  for (let times = 0; times < 2; times += 1) {
    expect(await world.safety.unmute({ viewer: ana, handle: ben.handle })).toEqual({
      isMuting: false,
      until: null,
    })
  }
  expect(await accounts.profile({ handle: ben.handle, viewer: ana })).toMatchObject({ isMuted: false })
  expect((await world.safety.muted({ viewer: ana })).items).toEqual([])
})

test('feeds leave out who is muted, and what they hand on, at once; their own page and posts do not', async () => {
  await world.follow(ana, ben)
  const byCarl = await world.post(carl, 'by carl #quiet')
  const byBen = await world.post(ben, 'by ben #quiet')
  await world.posts.repost({ postId: byCarl, viewer: ben })
  await world.drain()
  const texts = async (feed: FeedId) => (await world.posts.feed({ feed, viewer: ana })).items.map(textOf)
  const everywhere = async () => ({
    home: await world.home(ana),
    explore: (await texts(exploreFeed())).filter((text) => text.endsWith('#quiet')),
    profile: await texts(userFeed(ben.id)),
    thread: textOf((await world.posts.thread({ postId: byBen, viewer: ana })).post),
  })
  const before = await everywhere()
  expect(before.home).toEqual(['by carl #quiet', 'by ben #quiet'])
  expect(before.explore).toEqual(['by ben #quiet', 'by carl #quiet'])

  await world.safety.mute({ viewer: ana, handle: ben.handle })
  expect(await everywhere()).toEqual({ ...before, home: [], explore: ['by carl #quiet'] })
  await world.safety.unmute({ viewer: ana, handle: ben.handle })
  expect(await everywhere()).toEqual(before)
})

test('who is muted is not suggested', async () => {
  await world.post(ben, 'hello')
  const suggested = async () => (await world.accounts.suggestions({ viewer: ana, limit: 100 })).map(({ id }) => id)
  expect(await suggested()).toContain(ben.id)
  await world.safety.mute({ viewer: ana, handle: ben.handle })
  expect(await suggested()).not.toContain(ben.id)
})

test('nobody mutes themselves, or nobody', async () => {
  const own = { name: 'Invalid', fields: { handle: 'errors.mute.self' } }
  await expect(world.safety.mute({ viewer: ana, handle: ana.handle })).rejects.toMatchObject(own)
  await expect(world.safety.unmute({ viewer: ana, handle: ana.handle })).rejects.toMatchObject(own)
  const nobody = { viewer: ana, handle: 'nobody_here' }
  await expect(world.safety.mute(nobody)).rejects.toMatchObject({ name: 'NotFound' })
  await expect(world.safety.unmute(nobody)).rejects.toMatchObject({ name: 'NotFound' })
})

test('who has blocked somebody is not shown to them by a mute', async () => {
  const [me, other, muted] = [await world.person('me'), await world.person('other'), await world.person('muted')]
  await world.safety.mute({ viewer: me, handle: muted.handle })
  for (const viewer of [other, muted]) await world.safety.block({ viewer, handle: me.handle })
  await expect(world.safety.mute({ viewer: me, handle: other.handle })).rejects.toMatchObject({ name: 'NotFound' })
  expect((await world.safety.muted({ viewer: me })).items).toEqual([])
})

test('whether a repost moves a post up is remembered', async () => {
  expect(await world.safety.bumpsReposts({ viewer: ana })).toBe(true)
  await world.safety.setBumpReposts({ viewer: ana, on: false })
  expect(await world.safety.bumpsReposts({ viewer: ana })).toBe(false)
  expect(await world.safety.bumpsReposts({ viewer: ben })).toBe(true)
})

test('a repost moves a post up, or not, as the reader wants it from now on', async () => {
  await world.follow(ana, ben)
  const first = await world.post(ben, 'first')
  await world.post(ben, 'second')
  await world.posts.repost({ postId: first, viewer: ben })
  await world.drain()
  expect(await world.home(ana)).toEqual(['first', 'second'])
  await world.safety.setBumpReposts({ viewer: ana, on: false })
  expect(await world.home(ana)).toEqual(['second', 'first'])
  await world.safety.setBumpReposts({ viewer: ana, on: true })
  expect(await world.home(ana)).toEqual(['first', 'second'])
})

test('a mute for a while ends by itself, in every read, and can be made longer', async () => {
  await world.follow(ana, ben)
  await world.post(ben, 'loud')
  await world.drain()
  const { until } = await world.safety.mute({ viewer: ana, handle: ben.handle, length: 'day' })
  expect(Date.parse(until ?? '')).toBeGreaterThan(Date.now() + 23 * 3600_000)
  expect(await world.home(ana)).toEqual([])
  const profile = () => world.accounts.profile({ handle: ben.handle, viewer: ana })
  expect(await profile()).toMatchObject({ isMuted: true, mutedUntil: until })
  expect((await world.safety.muted({ viewer: ana })).items).toMatchObject([{ id: ben.id, until }])

  // As if the day were over, which no write tells of.
  const { db, feeds, linkCards, emojiSet } = world
  const now = () => new Date(Date.now() + 25 * 3600_000)
  const later = createPosts({ db, feeds, linkCards, emojiSet, cache: createUncached(), now })
  const home = { feed: homeFeed(ana.id), viewer: ana }
  expect((await later.feed(home)).items.map(textOf)).toEqual(['loud'])
  await world.db.mute.updateMany({ where: { muterId: ana.id }, data: { expiresAt: new Date() } })
  expect(await profile()).toMatchObject({ isMuted: false, mutedUntil: null })
  expect((await world.safety.muted({ viewer: ana })).items).toEqual([])
  expect((await world.accounts.suggestions({ viewer: carl, limit: 100 })).map(({ id }) => id)).toContain(ben.id)

  await world.safety.mute({ viewer: ana, handle: ben.handle, length: 'hour', hidesNotifications: false })
  await world.safety.mute({ viewer: ana, handle: ben.handle })
  expect((await world.safety.muted({ viewer: ana })).items).toMatchObject([{ id: ben.id, until: null }])
  expect((await later.feed(home)).items).toEqual([])
  expect(await world.db.mute.findMany({ where: { muterId: ana.id }, select: { hidesNotifications: true } })).toEqual([
    { hidesNotifications: true },
  ])
})

test('hidden reposts are out of the feeds, and what is written is there; their page has all', async () => {
  await world.follow(ana, ben)
  await world.follow(ana, carl)
  const byCarl = await world.post(carl, 'by carl')
  const byDora = await world.post(await world.person('dora'), 'by dora')
  await world.post(ben, 'by ben')
  for (const postId of [byCarl, byDora]) await world.posts.repost({ postId, viewer: ben })
  await world.drain()
  expect(await world.home(ana)).toEqual(['by dora', 'by carl', 'by ben'])
  expect(await world.safety.hideReposts({ viewer: ana, handle: ben.handle })).toEqual({ areRepostsHidden: true })
  // What is there for another reason stands where that puts it, and names nobody.
  const { items } = await world.posts.feed({ feed: homeFeed(ana.id), viewer: ana })
  expect(items.map((post) => [textOf(post), post.reposts])).toEqual([
    ['by ben', null],
    ['by carl', null],
  ])
  expect((await world.posts.feed({ feed: userFeed(ben.id), viewer: ana })).items).toHaveLength(3)
  expect((await world.safety.repostsHidden({ viewer: ana })).items.map(({ id }) => id)).toEqual([ben.id])
  expect(await world.accounts.profile({ handle: ben.handle, viewer: ana })).toMatchObject({ areRepostsHidden: true })
  expect(await world.safety.showReposts({ viewer: ana, handle: ben.handle })).toEqual({ areRepostsHidden: false })
  expect(await world.home(ana)).toEqual(['by dora', 'by carl', 'by ben'])
})
