import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { exploreFeed, homeFeed, mentionsFeed, tagFeed } from '#app/domain/feeds/declarations.ts'
import type { FeedId } from '#app/domain/feeds/types.ts'
import { EditInput, maxRevisions } from '#app/domain/posts/post-rules.ts'
import { chunk } from '#app/lib/chunk.ts'
import { newId } from '#app/lib/id.ts'
import { postImages, readyImage } from '#test/support/images.ts'
import { secondWiring } from '#test/support/second-wiring.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()

async function texts(feed: FeedId, viewer: Viewer | null): Promise<string[]> {
  return (await world.posts.feed({ feed, viewer })).items.map(textOf)
}

async function said(postId: string, viewer: Viewer | null) {
  const { items } = await world.posts.history({ postId, viewer })
  return items.map(({ body, warning }) => [body.map(({ text }) => text).join(''), warning])
}

test('an edit is seen by the next read of any process, is marked, and what was said stays to be read', async () => {
  const [alice, fan] = [await world.person('alice'), await world.person('fan')]
  await world.follow(fan, alice)
  const other = secondWiring(world)
  const postId = await world.post(alice, 'first words')
  await world.drain()
  expect((await other.posts.view({ postId, viewer: fan })).editedAt).toBeNull()
  await world.posts.edit({ postId, viewer: alice, input: { text: 'second words', warning: 'wordy' } })
  await world.posts.edit({ postId, viewer: alice, input: { text: 'third words', lang: 'en' } })
  const view = await other.posts.view({ postId, viewer: fan })
  expect([textOf(view), view.warning, view.lang, view.editedAt]).toEqual([
    'third words',
    null,
    'en',
    expect.any(String),
  ])
  expect(await texts(homeFeed(fan.id), fan)).toEqual(['third words'])
  expect(await said(postId, null)).toEqual([
    ['third words', null],
    ['second words', 'wordy'],
    ['first words', null],
  ])
  await other.close()
})

test('tags and mentions follow an edit', async () => {
  const [alice, bob, cem] = [await world.person('alice'), await world.person('bob'), await world.person('cem')]
  const tag = `t${newId().slice(-6)}`
  const postId = await world.post(alice, `#${tag} @${bob.handle}`)
  await world.posts.edit({ postId, viewer: alice, input: { text: `#${tag}b @${cem.handle}` } })
  expect(await texts(tagFeed(tag), null)).toEqual([])
  expect(await texts(tagFeed(`${tag}b`), null)).toHaveLength(1)
  expect(await texts(mentionsFeed(bob.id), bob)).toEqual([])
  expect(await texts(mentionsFeed(cem.id), cem)).toHaveLength(1)
  expect((await texts(exploreFeed(), null))[0]).toBe(`#${tag}b @${cem.handle}`)
})

test('an edit gives a post no other audience, and its history has the same', async () => {
  const [alice, bob, cem] = [await world.person('alice'), await world.person('bob'), await world.person('cem')]
  const input = { text: `psst @${bob.handle}`, audience: 'mentioned' as const }
  const { id: postId } = await world.posts.create({ author: alice, input })
  await world.posts.edit({ postId, viewer: alice, input: { text: `psst @${cem.handle}` } })
  expect(await said(postId, bob)).toHaveLength(2)
  expect(await texts(mentionsFeed(bob.id), bob)).toEqual([`psst @${cem.handle}`])
  for (const viewer of [cem, null]) {
    await expect(world.posts.view({ postId, viewer })).rejects.toMatchObject({ name: 'NotFound' })
    await expect(world.posts.history({ postId, viewer })).rejects.toMatchObject({ name: 'NotFound' })
  }
  await world.posts.remove({ postId, viewer: alice })
  await expect(world.posts.history({ postId, viewer: bob })).rejects.toMatchObject({ name: 'NotFound' })
})

test('nobody edits what is another’s, gone, too long or nothing; what changes nothing is no edit', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  const postId = await world.post(alice, 'mine')
  const edit = (viewer: Viewer, text: string) => world.posts.edit({ postId, viewer, input: { text } })
  await expect(edit(bob, 'yours')).rejects.toMatchObject({ name: 'NotFound' })
  await expect(world.posts.source({ postId, viewer: bob })).rejects.toMatchObject({ name: 'NotFound' })
  await expect(edit(alice, 'x'.repeat(501))).rejects.toMatchObject({ fields: { text: 'errors.post.tooLong' } })
  await expect(edit(alice, ' ')).rejects.toMatchObject({ fields: { text: 'errors.post.empty' } })
  await edit(alice, 'mine')
  expect((await world.posts.view({ postId, viewer: null })).editedAt).toBeNull()
  await world.posts.remove({ postId, viewer: alice })
  await expect(edit(alice, 'late')).rejects.toMatchObject({ name: 'NotFound' })
})

test('edits at once are kept each, up to the limit, and history is read to its end', async () => {
  const alice = await world.person('alice')
  const postId = await world.post(alice, 'version 0')
  const numbers = Array.from({ length: maxRevisions }, (_, n) => n + 1)
  // As many at once as there are connections.
  for (const some of chunk(numbers, 5))
    await Promise.all(some.map((n) => world.posts.edit({ postId, viewer: alice, input: { text: `version ${n}` } })))
  const more = world.posts.edit({ postId, viewer: alice, input: { text: 'one too many' } })
  await expect(more).rejects.toMatchObject({ fields: { text: 'errors.post.edits' } })
  const versions: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof world.posts.history>> = await world.posts.history({
      postId,
      viewer: null,
      cursor,
    })
    versions.push(...page.items.map(({ body }) => body.map(({ text }) => text).join('')))
    cursor = page.nextCursor
  } while (cursor !== null)
  expect([...versions].sort()).toEqual([0, ...numbers].map((n) => `version ${n}`).sort())
  expect(versions.at(-1)).toBe('version 0')
})

test('an imported post may be edited at its own length', async () => {
  const alice = await world.person('alice')
  const createdAt = new Date('2020-01-01')
  const id = newId(createdAt)
  const post = {
    sourceKey: 'edit-test',
    id,
    authorId: alice.id,
    text: 'long '.repeat(300),
    replyToId: null,
    rootId: null,
  }
  await world.posts.importMany({ posts: [{ ...post, sourceUrl: 'https://elsewhere.test/1', createdAt }] })
  const text = 'longer '.repeat(400).trim()
  await world.posts.edit({ postId: id, viewer: alice, input: { text } })
  expect(await world.posts.source({ postId: id, viewer: alice })).toMatchObject({ text, isImported: true })
  const { post: view } = await world.posts.thread({ postId: id, viewer: null })
  expect([textOf(view), view.createdAt]).toEqual([text, createdAt.toISOString()])
})

test('a post that is written anew takes the place of the old one, once', async () => {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  const old = await world.post(alice, 'with a typpo')
  const input = { text: 'with a typo', replaces: old, clientKey: 'anew-and-anew' }
  const foreign = world.posts.create({ author: bob, input: { ...input, clientKey: 'of-another' } })
  await expect(foreign).rejects.toMatchObject({ name: 'NotFound' })
  const { id } = await world.posts.create({ author: alice, input })
  expect(await world.posts.create({ author: alice, input })).toEqual({ id })
  expect(textOf(await world.posts.view({ postId: id, viewer: null }))).toBe('with a typo')
  await expect(world.posts.view({ postId: old, viewer: alice })).rejects.toMatchObject({ name: 'NotFound' })
})

test('descriptions and the mark of images are edited and kept; what stays visible of them is no version', async () => {
  const [alice, mallory] = [await world.person('alice'), await world.person('mallory')]
  const [one, two] = [await readyImage(world, alice), await readyImage(world, alice)]
  const postId = await postImages(world, alice, [one.id, two.id], { text: 'seen' })
  const edit = (fields: Record<string, string>) =>
    world.posts.edit({ postId, viewer: alice, input: EditInput.parse({ text: 'seen', ...fields }) })
  const media = async () => (await world.posts.view({ postId, viewer: null })).media
  const images = async () =>
    (await world.posts.history({ postId, viewer: null })).items.map((version) => version.images)

  await edit({ image0: one.id, alt0: 'picture 0', x0: '10', y0: '90' })
  expect(await media()).toMatchObject([{ focus: [10, 90] }, { focus: [50, 50] }])
  expect((await world.posts.view({ postId, viewer: null })).editedAt).toBeNull()
  const fields = { image0: one.id, alt0: 'a river', x0: '10', y0: '90' }
  await edit({ ...fields, image1: two.id, alt1: '', x1: '50', y1: '50', isSensitive: 'on' })
  expect(await media()).toMatchObject([
    { key: one.key, alt: 'a river', isSensitive: true, focus: [10, 90] },
    { key: two.key, alt: '', isSensitive: true },
  ])
  await edit({ text: 'seen again' })
  const [before, after] = [
    [
      { alt: 'picture 0', isSensitive: false },
      { alt: 'picture 1', isSensitive: false },
    ],
    [
      { alt: 'a river', isSensitive: true },
      { alt: '', isSensitive: true },
    ],
  ]
  expect(await images()).toEqual([after, after, before])

  const foreign = await readyImage(world, mallory)
  const wrong = edit({ text: 'other', image0: foreign.id, alt0: 'x', x0: '1', y0: '1' })
  await expect(wrong).rejects.toMatchObject({ fields: { images: 'errors.media.gone' } })
  expect(textOf(await world.posts.view({ postId, viewer: null }))).toBe('seen again')
  for (const odd of [{ alt0: 'x'.repeat(1_501) }, { x0: '101' }, { y0: 'left' }, { image0: 'x' }])
    expect(EditInput.safeParse({ text: '', ...fields, ...odd }).success).toBe(false)
})
