import { expect, test } from 'vitest'
import { repliesFeed, userFeed } from '#app/domain/feeds/declarations.ts'
import { PostInput } from '#app/domain/posts/post-rules.ts'
import { newId } from '#app/lib/id.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()

function send(author: { id: string }, fields: Record<string, unknown>) {
  return world.posts.create({ author, input: PostInput.parse(fields) })
}

/** The texts of a thread from its first post on, each the only reply to the one before. */
async function textsFrom(postId: string): Promise<string[]> {
  const { post, replies } = await world.posts.thread({ postId, viewer: null })
  const [next, ...others] = replies.items
  expect([others, post.replyCount]).toEqual([[], next ? 1 : 0])
  return [textOf(post), ...(next ? await textsFrom(next.id) : [])]
}

test('posts that are written in one go are a thread: each answers the one before', async () => {
  const [ana, bo] = [await world.person('ana'), await world.person('bo')]
  await world.follow(bo, ana)
  const { id } = await send(ana, { text: 'one', thread: JSON.stringify(['two', ' ', 'three']), lang: 'en' })
  expect(await textsFrom(id)).toEqual(['one', 'two', 'three'])
  await world.drain()
  expect(await world.home(bo)).toEqual(['one'])
  const own = async (feed: typeof userFeed) => (await world.posts.feed({ feed: feed(ana.id), viewer: null })).items
  expect((await own(userFeed)).map(textOf)).toEqual(['one'])
  expect((await own(repliesFeed)).map(textOf)).toEqual(['three', 'two'])
})

test('twenty-five are as many as go; one more, or one that is too long, and nothing is posted', async () => {
  const ana = await world.person('ana')
  const texts = Array.from({ length: 24 }, (_, n) => `${n + 2}`)
  const { id } = await send(ana, { text: '1', thread: JSON.stringify(texts) })
  expect(await textsFrom(id)).toEqual(['1', ...texts])
  const refused = [JSON.stringify([...texts, '26']), JSON.stringify(['x'.repeat(501)]), '["a"', '{}', '[1]', 'null']
  for (const thread of refused)
    expect(PostInput.safeParse({ text: '1', thread }).success, thread.slice(0, 20)).toBe(false)
})

test('without scripts the further posts are fields of one name', async () => {
  const ana = await world.person('ana')
  const { id } = await send(ana, { text: 'one', more: ['two', '', 'three'] })
  expect(await textsFrom(id)).toEqual(['one', 'two', 'three'])
  expect(await textsFrom((await send(ana, { text: 'one', more: 'two' })).id)).toEqual(['one', 'two'])
})

test('all are posted or none: what fails in the middle leaves nothing', async () => {
  const [ana, clientKey] = [await world.person('ana'), newId()]
  // The key of the third one is that of another post.
  await send(ana, { text: 'elsewhere', clientKey: `${clientKey}.2` })
  const sent = send(ana, { text: 'one', thread: JSON.stringify(['two', 'three']), clientKey })
  await expect(sent).rejects.toMatchObject({ name: 'Conflict' })
  expect(await world.db.post.count({ where: { authorId: ana.id } })).toBe(1)
})

test('a thread whose answer was lost is sent again, and is there once; ten at once are one', async () => {
  const ana = await world.person('ana')
  const fields = { text: 'one', thread: JSON.stringify(['two', 'three']), clientKey: newId() }
  const first = await send(ana, fields)
  expect(await send(ana, fields)).toEqual(first)
  expect(await textsFrom(first.id)).toEqual(['one', 'two', 'three'])
  const again = { ...fields, clientKey: newId() }
  const sent = await Promise.all(Array.from({ length: 10 }, () => send(ana, again)))
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1)
  expect(await world.db.post.count({ where: { authorId: ana.id } })).toBe(6)
})

test('a thread that answers something is posted below it, for those for whom it is', async () => {
  const [ana, bo] = [await world.person('ana'), await world.person('bo')]
  const replyToId = await world.post(bo, 'question')
  await send(ana, { text: 'one', thread: JSON.stringify(['two']), replyToId, audience: 'followers' })
  const { replies } = await world.posts.thread({ postId: replyToId, viewer: null })
  expect(replies.items).toEqual([])
  const seen = (await world.posts.thread({ postId: replyToId, viewer: ana })).replies.items
  expect(seen.map(textOf)).toEqual(['one'])
  const [reply] = (await world.posts.thread({ postId: seen[0]?.id ?? '', viewer: ana })).replies.items
  expect([reply && textOf(reply), reply?.audience]).toEqual(['two', 'followers'])
})
