import { expect, test } from 'vitest'
import { repliesFeed, userFeed } from '#app/domain/feeds/declarations.ts'
import { PostInput } from '#app/domain/posts/post-rules.ts'
import { newId } from '#app/lib/id.ts'
import { postImages, readyImage } from '#test/support/images.ts'
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

test('each of them has its own images, described and hidden by itself; without text they are a post, too', async () => {
  const ana = await world.person('ana')
  const [one, two, three] = [await readyImage(world, ana), await readyImage(world, ana), await readyImage(world, ana)]
  const further = [
    { text: 'two', media: [{ id: two.id, alt: 'second', focus: [10, 20] }], isSensitive: true },
    'in between',
    { media: [{ id: three.id }] },
    { text: ' ', media: [] },
  ]
  const fields = { text: 'one', media: JSON.stringify([{ id: one.id }]), thread: JSON.stringify(further) }
  const sent = { ...fields, clientKey: newId() }
  const { id } = await send(ana, sent)
  expect(await textsFrom(id)).toEqual(['one', 'two', 'in between', ''])
  expect(await send(ana, sent), 'again').toEqual({ id })
  const own = (await world.posts.feed({ feed: repliesFeed(ana.id), viewer: null })).items
  expect(own.map(({ media }) => media)).toMatchObject([
    [{ key: three.key, alt: '', isSensitive: false }],
    [],
    [{ key: two.key, alt: 'second', focus: [10, 20], isSensitive: true }],
  ])
})

test('an image of somebody else, or one that stands twice, and nothing is posted', async () => {
  const [ana, mallory] = [await world.person('ana'), await world.person('mallory')]
  const { id } = await readyImage(world, ana)
  const part = { text: 'two', media: [{ id }] }
  const gone = { fields: { media: 'errors.media.gone' } }
  await expect(send(mallory, { text: 'one', thread: JSON.stringify([part]) })).rejects.toMatchObject(gone)
  await expect(send(ana, { text: 'one', thread: JSON.stringify([part, part]) })).rejects.toMatchObject(gone)
  const twice = { text: 'two', media: [{ id }, { id }] }
  const five = { text: 'two', media: Array.from({ length: 5 }, () => ({ id: newId() })) }
  for (const thread of [[twice], [five], [{ text: 1 }], [{ media: 'x' }]])
    expect(PostInput.safeParse({ text: '1', thread: JSON.stringify(thread) }).success).toBe(false)
  expect(await world.db.post.count({ where: { authorId: { in: [ana.id, mallory.id] } } })).toBe(0)
  await postImages(world, ana, [id])
})

test('twenty-five are as many as go; one more, or one that is too long, and nothing is posted', async () => {
  const ana = await world.person('ana')
  const texts = Array.from({ length: 24 }, (_, n) => `${n + 2}`)
  const { id } = await send(ana, { text: '1', thread: JSON.stringify(texts) })
  expect(await textsFrom(id)).toEqual(['1', ...texts])
  const refused = [JSON.stringify([...texts, '26']), JSON.stringify(['x'.repeat(501)]), '["a"', '{}', '[1]', 'null']
  for (const thread of refused)
    expect(PostInput.safeParse({ text: '1', thread }).success, thread.slice(0, 20)).toBe(false)
  expect(PostInput.safeParse({ text: '1', thread: JSON.stringify(texts), more: '26' }).success).toBe(false)
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

test('a thread for those whom its first post mentions is for them as a whole', async () => {
  const [ana, bo, cy] = [await world.person('ana'), await world.person('bo'), await world.person('cy')]
  const thread = JSON.stringify(['two', `three, with @${cy.handle}`, 'four'])
  const { id } = await send(ana, { text: `one, @${bo.handle}`, thread, audience: 'mentioned' })
  const posts = await world.db.post.findMany({ where: { rootId: id }, orderBy: { id: 'asc' }, select: { id: true } })
  const numbers = async (viewer: { id: string } | null) => {
    const shown = await world.posts.hydrate({ ids: [id, ...posts.map((post) => post.id)], viewer })
    return [...shown.values()].map((post) => textOf(post).split(/[, ]/)[0])
  }
  expect(await numbers(bo)).toEqual(['one', 'two', 'three', 'four'])
  expect(await numbers(cy)).toEqual(['three', 'four'])
  expect(await numbers(null)).toEqual([])
  // What somebody else answers is for them and whoever they answer.
  const reply = await send(bo, { text: 'and I', replyToId: posts.at(-1)?.id, audience: 'mentioned' })
  const addressed = await world.db.mention.findMany({ where: { postId: reply.id }, select: { userId: true } })
  expect(addressed).toEqual([{ userId: ana.id }])
})
