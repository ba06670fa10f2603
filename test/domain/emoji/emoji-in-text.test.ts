import { beforeAll, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import type { Id } from '#app/lib/id.ts'
import { readyEmoji } from '#test/support/emoji.ts'
import { secondWiring } from '#test/support/second-wiring.ts'
import { startWorld, type World } from '#test/support/world.ts'

const world: World = startWorld()
let ada: Viewer
beforeAll(async () => {
  ada = await world.person('ada')
})

const view = async (postId: Id, posts = world.posts) => posts.view({ postId, viewer: null })
const emojiIn = async (postId: Id, posts = world.posts) =>
  (await view(postId, posts)).body.flatMap((segment) => (segment.type === 'emoji' ? [segment.text] : []))
const words = { description: '', category: '' }

test('a name between colons is shown as the image, in posts, warnings, quotes, threads and history', async () => {
  const early = await world.post(ada, 'soon a :parrot:')
  expect(await emojiIn(early)).toEqual([])
  await readyEmoji(world, ada, 'parrot')
  const src = expect.stringMatching(/^\/media\/[\w-]{32}\/small\.webp$/)
  const parrot = { type: 'emoji', text: ':parrot:', src }
  expect((await view(early)).body).toEqual([{ type: 'text', text: 'soon a ' }, parrot])

  const input = { text: 'See :parrot: #birds', warning: 'About :parrot: only' }
  const { id } = await world.posts.create({ author: ada, input })
  const warningBody = [{ type: 'text', text: 'About ' }, parrot, { type: 'text', text: ' only' }]
  const { post } = await world.posts.thread({ postId: id, viewer: ada })
  expect(post).toMatchObject({ body: expect.arrayContaining([parrot]), warning: input.warning, warningBody })
  const [home] = (await world.posts.feed({ feed: homeFeed(ada.id), viewer: ada, limit: 1 })).items
  expect(home).toMatchObject({ body: expect.arrayContaining([parrot]) })

  const quoting = await world.posts.create({ author: ada, input: { text: 'look', quoteId: id } })
  expect((await view(quoting.id)).quote?.post).toMatchObject({ body: expect.arrayContaining([parrot]), warningBody })
  await world.posts.edit({ postId: id, viewer: ada, input: { text: 'Now :parrot::parrot:' } })
  const { items } = await world.posts.history({ postId: id, viewer: ada })
  expect(items.map(({ body }) => body.filter(({ type }) => type === 'emoji').length)).toEqual([2, 1])
})

test('what somebody writes is never an address of an image', async () => {
  const texts = [':https://evil.test/x.png:', ':javascript_alert:', '<img src=x onerror=alert(1)>', ':../../x:']
  for (const text of texts) {
    const postId = await world.post(ada, text)
    expect(await emojiIn(postId)).toEqual([])
  }
})

test('a new name, retiring and bringing back are there at once, in another process too; old texts stay as they were', async () => {
  const other = secondWiring(world)
  const everywhere = async (postId: Id) => [await emojiIn(postId), await emojiIn(postId, other.posts)]
  try {
    const emojiId = await readyEmoji(world, ada, 'wave')
    const before = await world.post(ada, ':wave:')
    expect(await everywhere(before)).toEqual([[':wave:'], [':wave:']])
    await world.emoji.edit({ emojiId, input: { name: 'big_wave', ...words } })
    const renamed = await world.post(ada, ':big_wave: :wave:')
    expect(await everywhere(renamed)).toEqual(Array.from({ length: 2 }, () => [':big_wave:', ':wave:']))
    await world.emoji.setRetired({ emojiId, isRetired: true })
    const after = await world.post(ada, ':wave:')
    expect([await everywhere(before), await everywhere(after)]).toEqual([
      [[':wave:'], [':wave:']],
      [[], []],
    ])
    for (const text of [':wave: again', ':wave: at last'])
      await world.posts.edit({ postId: before, viewer: ada, input: { text } })
    const { items } = await world.posts.history({ postId: before, viewer: ada })
    expect(items.map(({ body }) => body[0]?.type)).toEqual(['emoji', 'emoji', 'emoji'])
    await world.emoji.setRetired({ emojiId, isRetired: false })
    expect(await everywhere(after)).toEqual([[':wave:'], [':wave:']])
  } finally {
    await other.close()
  }
})

test('a page that is warm asks Postgres nothing for its emoji', async () => {
  await readyEmoji(world, ada, 'warm')
  for (let n = 0; n < 5; n += 1) {
    const postId = await world.post(ada, `:warm: ${n}`)
    await world.posts.react({ postId, viewer: ada, kind: (await world.emoji.offered())[0]?.id ?? '' })
  }
  await world.drain()
  const home = () => world.posts.feed({ feed: homeFeed(ada.id), viewer: ada, isSynced: false })
  await home()
  const before = await readsOf('emoji.set')
  const { items } = await home()
  const after = await readsOf('emoji.set')
  expect(items.filter(({ body }) => body.some(({ type }) => type === 'emoji')).length).toBeGreaterThanOrEqual(5)
  expect(after).toEqual({ ...before, process: (before.process ?? 0) + 1 })
})

/** How often a kind of fact was read, by where it was. */
async function readsOf(kind: string): Promise<Record<string, number>> {
  const lines = (await world.metrics.read()).text.split('\n').filter((line) => line.includes(`kind="${kind}"`))
  return Object.fromEntries(lines.map((line) => [/level="(\w+)"/.exec(line)?.[1], Number(line.split(' ').at(-1))]))
}
