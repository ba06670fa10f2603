import { beforeEach, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { homeFeed, listFeed, userFeed } from '#app/domain/feeds/declarations.ts'
import type { FeedId } from '#app/domain/feeds/types.ts'
import type { Level } from '#app/domain/levels/level-rules.ts'
import { derivedId, type Id } from '#app/lib/id.ts'
import { checkHomes } from '#test/support/checker.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()
let ana: Viewer
let ben: Viewer
let carl: Viewer

beforeEach(async () => {
  ana = await world.person('ana')
  ben = await world.person('ben')
  carl = await world.person('carl')
  await world.follow(ana, ben, carl)
})

const setLevel = (level: Level, of = ben) => world.levels.set({ viewer: ana, handle: of.handle, level })
const texts = async (feed: FeedId, viewer = ana) => (await world.posts.feed({ feed, viewer })).items.map(textOf)

/** What anybody does to posts, and by how many. */
async function like(postId: Id, times: number) {
  for (let n = 0; n < times; n += 1) {
    await world.posts.react({ postId, viewer: await world.person('fan'), kind: 'like' })
  }
}

test('who is wanted less has the first three posts of a day at home, and hands nothing on there', async () => {
  const other = await world.post(await world.person('stranger'), 'by a stranger')
  for (const text of ['1', '2', '3', '4', '5']) await world.post(ben, text)
  await world.posts.repost({ postId: other, viewer: ben })
  await world.drain()
  const all = ['by a stranger', '5', '4', '3', '2', '1']
  expect(await world.home(ana)).toEqual(all)
  await setLevel('less')
  expect(await world.home(ana)).toEqual(['3', '2', '1'])
  expect(await texts(userFeed(ben.id))).toEqual(all)
  // Full pages, from its timeline and from the ledger.
  await checkHomes(world, [ana], 2)
  await world.feeds.duties.rebuild({ feed: homeFeed(ana.id) })
  await checkHomes(world, [ana], 2)
  await setLevel('normal')
  expect(await world.home(ana)).toEqual(all)
})

test('a deleted post keeps its place in the day, replies have none', async () => {
  const first = await world.post(ben, '1')
  await world.post(ben, 'a reply', first)
  await world.posts.remove({ postId: first, viewer: ben })
  for (const text of ['2', '3', '4']) await world.post(ben, text)
  await setLevel('less')
  expect(await world.home(ana)).toEqual(['3', '2'])
})

test('what somebody else hands on is there by that', async () => {
  for (const text of ['1', '2', '3']) await world.post(ben, text)
  const fourth = await world.post(ben, '4')
  await setLevel('less')
  expect(await world.home(ana)).toEqual(['3', '2', '1'])
  await world.posts.repost({ postId: fourth, viewer: carl })
  await world.drain()
  expect(await world.home(ana)).toEqual(['4', '3', '2', '1'])
  await world.safety.setBumpReposts({ viewer: ana, on: false })
  await checkHomes(world, [ana])
  await world.safety.hideReposts({ viewer: ana, handle: carl.handle })
  expect(await world.home(ana)).toEqual(['3', '2', '1'])
})

test('of the best alone is shown what reaches what one in five of their posts has, as soon as it does', async () => {
  for (let n = 0; n < 8; n += 1) await world.post(ben, `none ${n}`)
  const [some, many] = [await world.post(ben, 'some'), await world.post(ben, 'many')]
  await like(some, 1)
  await like(many, 2)
  await world.posts.repost({ postId: many, viewer: carl })
  await setLevel('best')
  await setLevel('normal', carl)
  await world.drain()
  // Two of ten have any.
  expect(await world.home(ana)).toEqual(['many', 'some'])
  await checkHomes(world, [ana])

  const later = await world.post(ben, 'later')
  expect(await world.home(ana)).toEqual(['many', 'some'])
  await like(later, 1)
  expect(await world.home(ana)).toEqual(['later', 'many', 'some'])

  for (let n = 0; n < 3; n += 1) await like(await world.post(ben, `liked ${n}`), 2)
  await world.levels.reviewBest()
  expect(await world.db.user.findUnique({ where: { id: ben.id }, select: { bestFrom: true } })).toEqual({ bestFrom: 2 })
  expect(await world.home(ana)).toEqual(['liked 2', 'liked 1', 'liked 0', 'many'])
  await checkHomes(world, [ana], 2)
})

test('of somebody to whose posts nobody does anything the best is nothing', async () => {
  await world.post(ben, 'quiet')
  await setLevel('best')
  expect(await world.home(ana)).toEqual([])
})

test('lists, conversations and others know nothing of it', async () => {
  const posts: Id[] = []
  for (const text of ['1', '2', '3', '4']) posts.push(await world.post(ben, text))
  const { id } = await world.lists.create({ viewer: ana, input: { name: 'mine' } })
  await world.lists.setPerson({ viewer: ana, listId: id, handle: ben.handle, isOn: true })
  await world.follow(carl, ben)
  await setLevel('best')
  await world.drain()
  expect(await texts(listFeed(id))).toEqual(['4', '3', '2', '1'])
  expect(await world.home(carl)).toEqual(['4', '3', '2', '1'])
  expect(textOf((await world.posts.thread({ postId: posts[3] ?? '', viewer: ana })).post)).toBe('4')
})

test('a hashtag that one follows does not bring in more of them', async () => {
  await world.posts.setFollowedTag({ viewer: ana, tag: 'much', isOn: true })
  for (const text of ['1', '2', '3', '4']) await world.post(ben, `${text} #much`)
  await setLevel('less')
  expect(await world.home(ana)).toEqual(['3 #much', '2 #much', '1 #much'])
})

test('it ends with the follow, and is the follower’s alone', async () => {
  const of = (viewer = ana) => world.levels.of({ viewer, handle: ben.handle })
  const listed = async (viewer = ana) =>
    (await world.levels.all({ viewer })).items.map(({ handle, level }) => [handle, level])
  const profile = async (viewer = ana) => (await world.accounts.profile({ handle: ben.handle, viewer })).level
  expect(await of()).toEqual({ level: 'normal' })
  await setLevel('less')
  await setLevel('best', carl)
  expect([await of(), await profile()]).toEqual([{ level: 'less' }, 'less'])
  expect(await listed()).toEqual([
    [ben.handle, 'less'],
    [carl.handle, 'best'],
  ])
  expect([await listed(ben), await profile(carl)]).toEqual([[], null])
  for (const keepHistory of [true, false]) {
    await world.accounts.unfollow({ viewer: ana, handle: ben.handle, keepHistory })
    for (const refused of [of(), setLevel('less')]) await expect(refused).rejects.toMatchObject({ name: 'NotFound' })
    expect([await profile(), await listed()]).toEqual([null, [[carl.handle, 'best']]])
    await world.accounts.follow({ viewer: ana, handle: ben.handle })
    expect([await of(), await profile()]).toEqual([{ level: 'normal' }, 'normal'])
    await setLevel('less')
  }
  await world.safety.block({ viewer: ben, handle: ana.handle })
  await expect(of()).rejects.toMatchObject({ name: 'NotFound' })
  expect(await listed()).toEqual([[carl.handle, 'best']])
  const own = { name: 'Invalid', fields: { handle: 'errors.follow.self' } }
  await expect(setLevel('less', ana)).rejects.toMatchObject(own)
})

test('what is imported has its place in the day, also in parts, and the days of others do not count', async () => {
  const at = (hour: number) => new Date(Date.UTC(2020, 4, 1, hour))
  const imported = (hour: number, author = ben) => ({
    sourceKey: `${author.handle} ${hour}`,
    id: derivedId(at(hour), new Uint8Array(10)),
    authorId: author.id,
    text: `${hour}`,
    replyToId: null,
    rootId: null,
    sourceUrl: null,
    createdAt: at(hour),
  })
  await world.posts.importMany({ posts: [imported(23), imported(1), imported(25), imported(24)] })
  await world.posts.importMany({ posts: [imported(26), imported(27), imported(28), imported(2, carl)] })
  const rows = await world.db.post.findMany({
    where: { authorId: { in: [ben.id, carl.id] } },
    select: { text: true, dayOrdinal: true },
    orderBy: { id: 'asc' },
  })
  expect(rows.map(({ text, dayOrdinal }) => [text, dayOrdinal])).toEqual([
    ['1', 1],
    ['2', 1],
    ['23', 2],
    ['24', 1],
    ['25', 2],
    ['26', 3],
    ['27', 4],
    ['28', 5],
  ])
  await setLevel('less')
  await checkHomes(world, [ana], 3)
  expect(await world.home(ana)).toEqual(['26', '25', '24', '23', '2', '1'])
})

test('of whom more is wanted the replies come home as well, whatever they answer', async () => {
  const stranger = await world.person('stranger')
  const asked = await world.post(stranger, 'asked')
  await world.post(ben, 'answered', asked)
  await world.post(carl, 'answered by carl', asked)
  await world.post(ben, 'plain')
  await world.drain()
  expect(await world.home(ana)).toEqual(['plain'])
  await setLevel('more')
  const all = ['plain', 'answered']
  for (const when of ['from the ledger', 'from a timeline']) {
    expect(await world.home(ana), when).toEqual(all)
    await world.feeds.duties.rebuild({ feed: homeFeed(ana.id) })
  }
  await checkHomes(world, [ana], 1)
  const later = await world.post(ben, 'answered later #tea', asked)
  expect(await world.home(ana)).toEqual(['answered later #tea', ...all])
  await world.posts.repost({ postId: later, viewer: carl })
  await world.post(stranger, 'of strangers', later)
  await world.drain()
  const { items } = await world.posts.feed({ feed: homeFeed(ana.id), viewer: ana })
  expect(items.map((post) => [textOf(post), post.replyTo?.handle, post.reposts?.count])).toEqual([
    ['answered later #tea', stranger.handle, 1],
    ['plain', undefined, undefined],
    ['answered', stranger.handle, undefined],
  ])
  await world.posts.remove({ postId: later, viewer: ben })
  expect(await world.home(ana)).toEqual(all)
  await setLevel('normal')
  expect(await world.home(ana)).toEqual(['plain'])
})

test('a filter finds the replies of whom more is wanted, and what came before the follow stays out', async () => {
  const asked = await world.post(carl, 'asked')
  await world.post(ben, 'before', asked)
  await world.unfollow(ana, ben)
  await world.feeds.follow({ followerId: ana.id, followeeId: ben.id, copyLimit: 0 })
  await world.post(ben, 'since', asked)
  await setLevel('more')
  await world.drain()
  const query = { feed: homeFeed(ana.id), viewer: ana, filter: { verbs: ['reply'] } }
  expect((await world.posts.feed(query)).items.map(textOf)).toEqual(['since'])
  expect(await world.home(ana)).toEqual(['since', 'asked'])
})

test('more is wanted of a hundred people at most', async () => {
  const people = await Promise.all(Array.from({ length: 101 }, () => world.person('many')))
  await world.follow(ana, ...people)
  const many = people.slice(0, 100).map(({ id }) => id)
  await world.db.follow.updateMany({ where: { followerId: ana.id, followeeId: { in: many } }, data: { level: 'more' } })
  const refused = { name: 'Invalid', fields: { level: 'errors.level.tooMany' } }
  await expect(setLevel('more', people[100])).rejects.toMatchObject(refused)
  expect(await world.levels.of({ viewer: ana, handle: people[100]?.handle ?? '' })).toEqual({ level: 'normal' })
  expect((await world.levels.all({ viewer: ana })).nextCursor).not.toBeNull()
})

test('people of whom more is wanted at once are counted as many', async () => {
  const people = await Promise.all(Array.from({ length: 106 }, () => world.person('many')))
  await world.follow(ana, ...people)
  const many = people.slice(0, 98).map(({ id }) => id)
  await world.db.follow.updateMany({ where: { followerId: ana.id, followeeId: { in: many } }, data: { level: 'more' } })
  const set = await Promise.allSettled(people.slice(98).map((person) => setLevel('more', person)))
  expect(set.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
})

test('a reply that a crowd hands on is there for who wants more of its author', async () => {
  const crowd = await Promise.all(Array.from({ length: 66 }, () => world.person('many')))
  const answered = await world.post(ben, 'answered', await world.post(carl, 'asked'))
  for (const viewer of crowd) await world.posts.repost({ postId: answered, viewer })
  await setLevel('more')
  await world.drain()
  expect(await world.home(ana)).toEqual(['answered', 'asked'])
  await setLevel('normal')
  expect(await world.home(ana)).toEqual(['asked'])
})
