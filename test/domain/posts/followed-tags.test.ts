import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { homeFeed, tagFeed } from '#app/domain/feeds/declarations.ts'
import { limits } from '#app/domain/feeds/types.ts'
import { Invalid } from '#app/lib/errors.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()

const setTag = (viewer: Viewer, tag: string, isOn = true) => world.posts.setFollowedTag({ viewer, tag, isOn })

async function home(viewer: Viewer, limit = 20) {
  const { items } = await world.posts.feed({ feed: homeFeed(viewer.id), viewer, limit })
  return items.map(({ body, followedTag, reposts }) => [
    body.map(({ text }) => text).join(''),
    followedTag ?? reposts?.count ?? null,
  ])
}

test('public posts with a hashtag that one follows come home from strangers, and say why', async () => {
  const [reader, stranger, friend] = [await world.person(), await world.person(), await world.person()]
  await world.follow(reader, friend)
  await world.post(stranger, 'before #Kites')
  await world.post(friend, 'a friend on #kites')
  await setTag(reader, 'kites')
  const answered = await world.post(stranger, 'later, #birds and #kites')
  await world.post(stranger, 'a reply #kites', answered)
  await world.post(stranger, 'nothing')
  await world.drain()
  const all = [
    ['later, #birds and #kites', 'kites'],
    ['a friend on #kites', null],
    ['before #Kites', 'kites'],
  ]
  expect(await home(reader)).toEqual(all)
  // From the ledger, from a timeline, and page by page.
  await world.feeds.duties.rebuild({ feed: homeFeed(reader.id) })
  expect(await home(reader)).toEqual(all)
  const first = await world.posts.feed({ feed: homeFeed(reader.id), viewer: reader, limit: 1 })
  const second = await world.posts.feed({
    feed: homeFeed(reader.id),
    viewer: reader,
    limit: 2,
    cursor: first.nextCursor,
  })
  expect([...first.items, ...second.items].map(({ followedTag }) => followedTag)).toEqual(['kites', undefined, 'kites'])
  expect(second.nextCursor).toBeNull()
  expect(await world.posts.followedTags({ viewer: reader })).toEqual(['kites'])
  await setTag(reader, 'kites', false)
  expect(await home(reader)).toEqual([['a friend on #kites', null]])
})

test('what is in a warm feed by a hashtag changes at once', async () => {
  const [reader, stranger] = [await world.person(), await world.person()]
  await world.post(reader, 'own')
  await setTag(reader, 'tides')
  await world.feeds.duties.rebuild({ feed: homeFeed(reader.id) })
  expect(await home(reader)).toEqual([['own', null]])
  const postId = await world.post(stranger, 'new #tides')
  expect(await home(reader)).toEqual([
    ['new #tides', 'tides'],
    ['own', null],
  ])
  const readdress = (to: string[]) =>
    world.feeds.transaction((_, { update }) => update({ id: postId }, { to: to.map(tagFeed) }))
  await readdress([])
  expect(await home(reader)).toEqual([['own', null]])
  await readdress(['tides'])
  expect(await home(reader)).toHaveLength(2)
  await world.feeds.transaction((_, { retract }) => retract({ id: postId }))
  expect(await home(reader)).toEqual([['own', null]])
})

test('a hashtag in any script is followed', async () => {
  const [reader, stranger] = [await world.person(), await world.person()]
  for (const tag of ['größe', '流れ', 'река']) await setTag(reader, tag)
  await world.post(reader, 'own')
  await world.feeds.duties.rebuild({ feed: homeFeed(reader.id) })
  expect(await home(reader)).toHaveLength(1)
  for (const text of ['#Größe', 'im #流れ', '#РЕКА']) await world.post(stranger, text)
  expect(await home(reader)).toMatchObject([
    ['#РЕКА', 'река'],
    ['im #流れ', '流れ'],
    ['#Größe', 'größe'],
    ['own', null],
  ])
})

test('what is not for everybody, is blocked, muted or taken back does not come by a hashtag', async () => {
  const [reader, stranger] = [await world.person(), await world.person()]
  await setTag(reader, 'coins')
  const input = (text: string) => ({ text: `${text} #coins` })
  const { id: postId } = await world.posts.create({ author: stranger, input: input('open') })
  for (const audience of ['unlisted', 'followers', 'mentioned'] as const)
    await world.posts.create({ author: stranger, input: { ...input(audience), audience } })
  expect(await home(reader)).toEqual([['open #coins', 'coins']])
  await world.posts.setAudience({ postId, viewer: stranger, audience: 'unlisted' })
  expect(await home(reader)).toEqual([])
  await world.posts.setAudience({ postId, viewer: stranger, audience: 'public' })
  await world.safety.mute({ viewer: reader, handle: stranger.handle })
  expect(await home(reader)).toEqual([])
  await world.safety.unmute({ viewer: reader, handle: stranger.handle })
  await world.safety.block({ viewer: stranger, handle: reader.handle })
  expect(await home(reader)).toEqual([])
  await world.safety.unblock({ viewer: stranger, handle: reader.handle })
  await world.safety.setPrivate({ viewer: stranger, isPrivate: true })
  expect(await home(reader)).toEqual([])
  await world.safety.setPrivate({ viewer: stranger, isPrivate: false })
  expect(await home(reader)).toEqual([['open #coins', 'coins']])
  await world.posts.remove({ postId, viewer: stranger })
  expect(await home(reader)).toEqual([])
})

test('a post that comes both by a hashtag and by reposts is one row, however many reposted it', async () => {
  const [reader, stranger, friend] = [await world.person(), await world.person(), await world.person()]
  await world.follow(reader, friend)
  await setTag(reader, 'maps')
  const postId = await world.post(stranger, 'popular #maps')
  await world.post(friend, 'between')
  const crowd = await Promise.all(Array.from({ length: 66 }, () => world.person()))
  for (const viewer of crowd) await world.posts.repost({ postId, viewer })
  await world.drain()
  expect(await home(reader)).toEqual([
    ['between', null],
    ['popular #maps', 'maps'],
  ])
  await world.posts.repost({ postId, viewer: friend })
  await world.drain()
  expect(await home(reader)).toEqual([
    ['popular #maps', 1],
    ['between', null],
  ])
  await world.safety.setBumpReposts({ viewer: reader, on: false })
  expect(await home(reader)).toEqual([
    ['between', null],
    ['popular #maps', 1],
  ])
})

test('a hundred hashtags are followed, and no more', async () => {
  const reader = await world.person()
  for (let n = 0; n < limits.maxFollowedFeeds; n += 1) await setTag(reader, `tag${n}`)
  await expect(setTag(reader, 'onemore')).rejects.toThrow(Invalid)
  await setTag(reader, 'tag7')
  expect(await world.posts.followedTags({ viewer: reader })).toHaveLength(limits.maxFollowedFeeds)
})
