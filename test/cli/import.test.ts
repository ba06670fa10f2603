import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type ImportOptions, runImport } from '#app/cli/import/stack-exchange/run.server.ts'
import { siteNamed } from '#app/cli/import/stack-exchange/site.ts'
import { homeFeed, tagFeed } from '#app/domain/feeds/declarations.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()
const now = new Date('2020-01-01T00:00:00Z')

async function importFixture(name: string, site: string, options: Partial<ImportOptions> = {}) {
  const problems: string[] = []
  const known = siteNamed(site)
  if (!known) throw new Error(`no site ${site}`)
  const folder = fileURLToPath(new URL(`../fixtures/stackexchange/${name}`, import.meta.url))
  const tally = await runImport(
    world,
    { folder, site: known, keepNames: false, shiftToNow: false, now, ...options },
    {
      stage: () => undefined,
      bytes: () => undefined,
      problem: (p) => problems.push(`${p.file}:${p.line}: ${p.message}`),
    },
  )
  return { tally, problems }
}

async function countAll() {
  const { db } = world
  const [people, posts, reactions, follows, activities, keys] = await Promise.all([
    db.user.count(),
    db.post.count(),
    db.reaction.count(),
    db.follow.count(),
    db.activity.count(),
    db.importKey.count(),
  ])
  return { people, posts, reactions, follows, activities, keys }
}

const findPost = (site: string, id: number, kind = 'post') =>
  world.posts.findImported({ keys: [`stackexchange:${site}:${kind}:${id}`] }).then((found) => {
    const [post] = found.values()
    if (!post) throw new Error(`no ${kind} ${id}`)
    return world.db.post.findUniqueOrThrow({ where: { id: post.id }, include: { author: true, reactions: true } })
  })

test('a dump becomes people, posts, threads, reactions and follows', async () => {
  const { tally, problems } = await importFixture('whole', 'beer')
  expect(problems).toEqual([])
  expect(tally.people).toMatchObject({ read: 4, added: 6 })
  expect(tally.questions).toMatchObject({ read: 2, added: 2 })
  expect(tally.answers).toMatchObject({ read: 4, added: 4 })
  expect(tally.comments).toMatchObject({ read: 2, added: 2 })
  expect(tally.otherPosts).toMatchObject({ read: 1, added: 0 })
  expect(tally.votes).toMatchObject({ read: 6 })
  expect(tally.reactions).toMatchObject({ read: 6, added: 6 })

  const question = await findPost('beer', 1)
  expect(question).toMatchObject({
    sourceUrl: 'https://beer.stackexchange.com/q/1',
    createdAt: new Date('2014-02-01T10:00:00Z'),
    text: 'Serving & storing\n\nHow cold should it be, @\u2060brewer?\n\n• ale\n• lager\n\n#pale_ale #temperature',
  })
  expect(question.author).toMatchObject({ email: null, sourceKey: 'stackexchange:beer:user:1' })
  expect(question.author.name).not.toMatch(/Brown/)
  const comment = await findPost('beer', 1, 'comment')
  expect(comment).toMatchObject({ replyToId: (await findPost('beer', 2)).id, rootId: question.id })
  expect(await findPost('beer', 4)).toMatchObject({ replyToId: (await findPost('beer', 3)).id })
})

test('votes are reactions of others, one each', async () => {
  const liked = await findPost('beer', 1)
  expect(liked.reactions).toHaveLength(3)
  expect(liked.reactions.map(({ userId }) => userId)).not.toContain(liked.authorId)
  expect((await findPost('beer', 2)).reactions.map(({ kind }) => kind)).toEqual(['sad'])
  expect((await findPost('beer', 1, 'comment')).reactions).toHaveLength(2)
})

test('people follow those whom they answered, and nobody themselves', async () => {
  const follows = await world.db.follow.findMany()
  const asked = await findPost('beer', 1)
  const answered = await findPost('beer', 2)
  expect(follows).toContainEqual(expect.objectContaining({ followerId: answered.authorId, followeeId: asked.authorId }))
  expect(follows.filter(({ followerId, followeeId }) => followerId === followeeId)).toEqual([])
})

test('a second run adds nothing', async () => {
  const before = await countAll()
  const { tally, problems } = await importFixture('whole', 'beer')
  expect(problems).toEqual([])
  expect(await countAll()).toEqual(before)
  expect(tally.answers).toMatchObject({ read: 4, added: 0, alreadyThere: 4 })
  expect(tally.reactions).toMatchObject({ added: 0, alreadyThere: 6 })
  expect(tally.people).toMatchObject({ read: 4, added: 0, alreadyThere: 4 })
})

test('after its jobs a home feed is what SQL says, and tags have their posts', async () => {
  const follower = (await findPost('beer', 2)).author
  const viewer = { id: follower.id, handle: follower.handle, name: follower.name, image: null, role: 'member' as const }
  await world.posts.feed({ feed: homeFeed(viewer.id), viewer })
  await world.drain()
  const page = await world.posts.feed({ feed: homeFeed(viewer.id), viewer })
  const truth = await world.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM post WHERE reply_to_id IS NULL AND deleted_at IS NULL AND (author_id = ${viewer.id}::uuid
      OR author_id IN (SELECT followee_id FROM follow WHERE follower_id = ${viewer.id}::uuid)) ORDER BY id DESC`
  expect(truth).toHaveLength(2)
  expect(page.items.map(({ id }) => id)).toEqual(truth.map(({ id }) => id))
  const tagged = await world.posts.feed({ feed: tagFeed('glass_ware'), viewer: null })
  expect(tagged.items.map(textOf)).toEqual(['Foam\n\nWhy?\n\n#foam #glass_ware'])
})

test('damage is reported with file and line, and the rest is imported', async () => {
  const before = await countAll()
  const { problems } = await importFixture('damaged', 'coffee')
  expect(problems).toEqual([
    'Users.xml:4: Id is missing',
    'Users.xml:5: CreationDate is no date: 2014-02-30T10:00:00.000',
    'Users.xml:6: DisplayName is empty:   ',
    'Posts.xml:5: a row cannot be read: the tag does not end',
    'Posts.xml:6: a row cannot be read: undefined entity.',
    'Posts.xml:7: a row cannot be read: the tag does not end',
    'Posts.xml:10: CreationDate is no date: yesterday',
    'Posts.xml:11: CreationDate is before 1970: 1969-12-31T23:59:59.000',
    'Posts.xml:12: CreationDate is in the future: 2999-01-01T00:00:00.000',
    'Posts.xml:16: PostTypeId is missing',
    'Posts.xml:18: there is text between rows',
    'Posts.xml:19: a row cannot be read: the tag does not end',
    'Posts.xml:19: the file ends too early: </posts> is missing',
    'Posts.xml:13: ParentId is missing',
    'Posts.xml:14: it answers a post that is not here',
    'Posts.xml:15: its text is empty',
    'Comments.xml:5: Id is not a number: x',
    'Comments.xml:3: it answers a post that is not here',
    'Votes.xml:4: it is a vote on a post that is not here',
  ])
  const after = await countAll()
  expect(after.posts - before.posts).toBe(4)
  expect(after.reactions - before.reactions).toBe(1)
})

test('names are kept when that is asked for, with a handle made of them', async () => {
  await importFixture('whole', 'wine', { keepNames: true })
  const people = await world.db.user.findMany({ where: { sourceKey: { startsWith: 'stackexchange:wine:user' } } })
  const byKey = new Map(people.map((person) => [person.sourceKey?.split(':').at(-1), person]))
  expect(byKey.get('1')).toMatchObject({
    name: 'Änne Brown',
    handle: 'anne_brown',
    bio: 'I brew. Mine (https://brew.example)',
  })
  expect(byKey.get('2')).toMatchObject({ name: 'admin', handle: expect.not.stringMatching(/^admin$/) })
  expect(byKey.get('3')).toMatchObject({ name: '木村', handle: expect.stringMatching(/^[a-z]+_[a-z]+/) })
})

test('times are moved together, so that the newest post is of now', async () => {
  await importFixture('whole', 'tea', { shiftToNow: true })
  const newest = await findPost('tea', 6)
  expect(now.getTime() - newest.createdAt.getTime()).toBe(3 * 60_000)
  const first = await findPost('tea', 1)
  expect(newest.createdAt.getTime() - first.createdAt.getTime()).toBe(4 * 24 * 3600_000)
})

test('a folder without posts says so; a folder that is not there stops the import', async () => {
  const folder = fileURLToPath(new URL('../fixtures', import.meta.url))
  expect((await importFixture('whole', 'milk', { folder })).problems).toEqual(['Posts.xml:0: the file is missing'])
  await expect(importFixture('nothing', 'milk')).rejects.toThrow(/There is no folder/)
})
