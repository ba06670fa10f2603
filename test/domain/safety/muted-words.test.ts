import { beforeEach, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { exploreFeed, homeFeed, listFeed, tagFeed, userFeed } from '#app/domain/feeds/declarations.ts'
import type { FeedId } from '#app/domain/feeds/types.ts'
import { type WordInput, wordLimits } from '#app/domain/safety/mute-rules.ts'
import { newId } from '#app/lib/id.ts'
import { readPages } from '#test/support/checker.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()
let ana: Viewer
let ben: Viewer

beforeEach(async () => {
  ana = await world.person('ana')
  ben = await world.person('ben')
  await world.follow(ana, ben)
})

const word = { action: 'hide', inHome: true, inNotifications: true, inSearch: true, length: 'forever' } as const
const mute = (phrase: string, other: Partial<WordInput> = {}) =>
  world.safety.muteWord({ viewer: ana, input: { ...word, phrase, ...other } })
const textsOf = async (feed: FeedId) => (await world.posts.feed({ feed, viewer: ana })).items.map(textOf)

test('a word is out of all feeds of others from the next read on, and not out of pages that are opened', async () => {
  const { id: listId } = await world.lists.create({ viewer: ana, input: { name: 'list' } })
  await world.lists.setPerson({ viewer: ana, listId, handle: ben.handle, isOn: true })
  const hidden = await world.post(ben, 'The Finale! #wordy')
  const shown = await world.post(ben, 'final #wordy')
  await world.post(ana, 'my own finale #wordy')
  await world.drain()
  const feeds = [homeFeed(ana.id), listFeed(listId), tagFeed('wordy'), exploreFeed()]
  for (const feed of feeds) expect(await textsOf(feed)).toContain('The Finale! #wordy')
  await mute('finale')
  for (const feed of feeds) {
    const texts = await textsOf(feed)
    expect(texts).not.toContain('The Finale! #wordy')
    expect(texts).toContain('final #wordy')
  }
  expect(await textsOf(homeFeed(ana.id))).toEqual(['my own finale #wordy', 'final #wordy'])
  expect(await textsOf(userFeed(ben.id))).toHaveLength(2)
  expect(textOf(await world.posts.view({ postId: hidden, viewer: ana }))).toBe('The Finale! #wordy')
  expect((await world.posts.feed({ feed: tagFeed('wordy'), viewer: ben })).items).toHaveLength(3)
  expect(shown).not.toBe(hidden)

  const [{ id: wordId } = { id: '' }] = await world.safety.words({ viewer: ana })
  expect(await world.safety.unmuteWord({ viewer: ana, wordId })).toEqual({ isDeleted: true })
  expect(await textsOf(homeFeed(ana.id))).toHaveLength(3)
})

test('a page is full where words hide posts, and each other is there once', async () => {
  for (let n = 0; n < 30; n += 1) await world.post(ben, n % 3 === 0 ? `spoiler ${n}` : `post ${n}`)
  await world.drain()
  await mute('spoiler')
  const pages = await readPages(world, { viewer: ana, feed: homeFeed(ana.id), limit: 7 })
  expect(pages.map((page) => page.length)).toEqual([7, 7, 6])
  expect(new Set(pages.flat().map(textOf)).size).toBe(20)
})

test('what is to be folded is there, and says which word', async () => {
  await world.post(ben, 'about Politics')
  await world.post(ben, 'about bread')
  await world.drain()
  await mute('politics', { action: 'warn' })
  const { items } = await world.posts.feed({ feed: homeFeed(ana.id), viewer: ana })
  expect(items.map(({ mutedWord }) => mutedWord)).toEqual([undefined, 'politics'])
  expect((await world.posts.view({ postId: items[1]?.id ?? '', viewer: ana })).mutedWord).toBeUndefined()
})

test('elsewhere than in feeds, or when it has ended, it changes nothing there', async () => {
  await world.post(ben, 'a secret')
  await world.drain()
  await mute('secret', { inHome: false })
  expect(await world.home(ana)).toEqual(['a secret'])
  // The same word again says anew where.
  await mute('secret', { length: 'hour' })
  expect(await world.home(ana)).toEqual([])
  expect(await world.safety.words({ viewer: ana })).toMatchObject([{ phrase: 'secret', inHome: true }])
  await world.db.mutedWord.updateMany({ where: { ownerId: ana.id }, data: { expiresAt: new Date() } })
  expect(await world.safety.words({ viewer: ana })).toEqual([])
})

test("nobody mutes more than 200 words, nor removes somebody else's", async () => {
  const ended = new Date(0)
  const rows = Array.from({ length: wordLimits.maxWords - 1 }, (_, n) => ({ phrase: `word ${n}`, expiresAt: null }))
  const { length: _, ...how } = word
  await world.db.mutedWord.createMany({
    data: [...rows, { phrase: 'over', expiresAt: ended }].map((row) => ({
      ...how,
      ...row,
      id: newId(),
      ownerId: ana.id,
    })),
  })
  await mute('the last')
  await mute('the last')
  await expect(mute('one more')).rejects.toMatchObject({ name: 'Invalid', fields: { phrase: 'errors.word.tooMany' } })
  const words = await world.safety.words({ viewer: ana })
  expect(words).toHaveLength(wordLimits.maxWords)
  const theirs = { viewer: ben, wordId: words[0]?.id ?? '' }
  await expect(world.safety.unmuteWord(theirs)).rejects.toMatchObject({ name: 'NotFound' })
  expect(await world.safety.words({ viewer: ben })).toEqual([])
})

test('what a post quotes is looked at with it, and of a muted person nothing is quoted in feeds', async () => {
  const carl = await world.person('carl')
  const quoteId = await world.post(carl, 'a word about turnips')
  const { id } = await world.posts.create({ author: ben, input: { text: 'so true', quoteId } })
  await world.drain()
  const quoted = async () => {
    const { items } = await world.posts.feed({ feed: homeFeed(ana.id), viewer: ana })
    return items.map(({ quote }) => quote?.post?.author.id)
  }
  expect(await quoted()).toEqual([carl.id])
  await world.safety.mute({ viewer: ana, handle: carl.handle })
  expect(await quoted()).toEqual([undefined])
  expect((await world.posts.view({ postId: id, viewer: ana })).quote?.post?.author.id).toBe(carl.id)
  await world.safety.unmute({ viewer: ana, handle: carl.handle })
  await mute('turnips')
  expect(await quoted()).toEqual([])
})
