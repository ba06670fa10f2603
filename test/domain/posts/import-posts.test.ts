import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { tagFeed, userFeed } from '#app/domain/feeds/declarations.ts'
import { derivedId, type Id, newId } from '#app/lib/id.ts'
import { checkHomes } from '#test/support/checker.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()

function imported(authorId: Id, key: string, text: string, parent?: { id: Id }) {
  const createdAt = new Date('2015-06-01T10:00:00.123Z')
  const id = derivedId(createdAt, createHash('sha256').update(key).digest())
  const replyToId = parent?.id ?? null
  return {
    sourceKey: key,
    id,
    authorId,
    text,
    replyToId,
    rootId: replyToId,
    sourceUrl: 'https://example.org/1',
    createdAt,
  }
}

test('posts and replies with their old times, and again nothing', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  await world.feeds.followMany({ follows: [{ followerId: bob.id, followeeId: alice.id, createdAt: new Date() }] })
  await world.feeds.duties.rebuild({ feed: `home:${bob.id}` })
  const question = imported(alice.id, newId(), 'which yeast? #ale')
  const posts = [question, imported(bob.id, newId(), 'this one', question)]

  expect(await world.posts.importMany({ posts })).toEqual({ added: 2 })
  expect(await world.posts.importMany({ posts })).toEqual({ added: 0 })
  await world.drain()

  expect(await world.db.activity.count({ where: { objectId: { in: posts.map(({ id }) => id) } } })).toBe(2)
  expect(await world.home(bob)).toEqual(['which yeast? #ale'])
  await checkHomes(world, [alice, bob])
  const [shown] = (await world.posts.feed({ feed: tagFeed('ale'), viewer: null })).items
  expect(shown).toMatchObject({
    id: question.id,
    createdAt: '2015-06-01T10:00:00.123Z',
    sourceUrl: 'https://example.org/1',
    replyCount: 1,
  })
  const found = await world.posts.findImported({ keys: [question.sourceKey, 'unknown'] })
  expect([...found]).toEqual([
    [question.sourceKey, { id: question.id, rootId: null, authorId: alice.id, createdAt: question.createdAt }],
  ])
})

test('a second run adds what the first had not, and twice at once adds nothing twice', async () => {
  const alice = await world.person('alice')
  const posts = Array.from({ length: 40 }, (_, n) => imported(alice.id, newId(), `post ${n}`))
  await world.posts.importMany({ posts: posts.slice(0, 20) })
  const both = await Promise.all([world.posts.importMany({ posts }), world.posts.importMany({ posts })])
  expect(both.reduce((sum, { added }) => sum + added, 0)).toBe(20)
  expect(await world.posts.countBy({ authorId: alice.id, viewer: null })).toBe(40)
})

test('one bad row takes its whole call back', async () => {
  const alice = await world.person('alice')
  const good = imported(alice.id, newId(), 'good')
  const orphan = imported(alice.id, newId(), 'orphan', { id: newId() })
  await expect(world.posts.importMany({ posts: [good, orphan] })).rejects.toThrow()
  expect(await world.posts.countBy({ authorId: alice.id, viewer: null })).toBe(0)
  expect(await world.posts.importMany({ posts: [good] })).toEqual({ added: 1 })
})

test('long texts are kept whole, and shown folded', async () => {
  const alice = await world.person('alice')
  const text = 'long words '.repeat(200).trim()
  await world.posts.importMany({ posts: [imported(alice.id, newId(), text)] })
  const [post] = (await world.posts.feed({ feed: userFeed(alice.id), viewer: null })).items
  expect(post?.isFolded).toBe(true)
  expect(post && textOf(post)).toBe(`${'long words '.repeat(45)}long…`)
  const { post: whole } = await world.posts.thread({ postId: post?.id ?? '', viewer: null })
  expect(whole.isFolded).toBe(false)
  expect(textOf(whole)).toBe(text)
})

test('of a book a list reads the beginning, whatever its words are', async () => {
  const alice = await world.person('alice')
  const texts = ['x'.repeat(100_000), `${'y '.repeat(200)}https://a.example/${'x'.repeat(1500)} z`]
  for (const text of texts) {
    await world.posts.importMany({ posts: [imported(alice.id, newId(), text)] })
  }
  const { items } = await world.posts.feed({ feed: userFeed(alice.id), viewer: null })
  expect(items.map(({ isFolded }) => isFolded)).toEqual([true, true])
  const shown = items.map(textOf)
  expect(shown).toContain(`${'x'.repeat(500)}…`)
  expect(shown).toContain(`${'y '.repeat(200)}…`)
})

test('reactions: the first of each person to each post stays', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  const postId = await world.post(alice, 'hello')
  const reaction = { postId, createdAt: new Date() }
  const reactions = [
    { ...reaction, userId: alice.id, kind: 'like' as const },
    { ...reaction, userId: bob.id, kind: 'like' as const },
  ]
  expect(await world.posts.reactMany({ reactions })).toEqual({ added: 2 })
  expect(await world.posts.reactMany({ reactions: reactions.map((one) => ({ ...one, kind: 'sad' })) })).toEqual({
    added: 0,
  })
  const { post } = await world.posts.thread({ postId, viewer: bob })
  expect(post).toMatchObject({ reactions: [{ kind: 'like', count: 2 }], viewer: { reaction: 'like' } })
})

test('follows: again adds nothing, and timelines start anew even when the first run died before it', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  await world.post(bob, 'mine')
  await world.post(alice, 'hers')
  await world.drain()
  await world.feeds.duties.rebuild({ feed: `home:${bob.id}` })
  const follow = { followerId: bob.id, followeeId: alice.id, createdAt: new Date() }
  // What a run leaves that dies between its commit and the timelines.
  await world.db.follow.create({ data: follow })
  expect(await world.home(bob)).toEqual(['mine'])
  expect(await world.feeds.followMany({ follows: [follow] })).toEqual({ added: 0 })
  expect(await world.home(bob)).toEqual(['hers', 'mine'])
})
