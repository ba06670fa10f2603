import { existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { emojiLimits } from '#app/domain/emoji/emoji-limits.ts'
import { EmojiInput } from '#app/domain/emoji/emoji-rules.ts'
import { newId } from '#app/lib/id.ts'
import { readyEmoji, sendEmoji } from '#test/support/emoji.ts'
import { imageFile } from '#test/support/images.ts'
import { secondWiring } from '#test/support/second-wiring.ts'
import { startWorld, type World } from '#test/support/world.ts'

const world: World = startWorld()
let ada: Viewer
beforeAll(async () => {
  ada = await world.person('ada')
})

const offered = async () => (await world.emoji.offered()).map(({ name }) => name)
const listed = async (name: string) => (await world.emoji.list()).find((each) => each.name === name)
const words = { description: '', category: '' }

test('an emoji is offered once its image is ready, small and for everybody', async () => {
  const id = await sendEmoji(world, ada, 'parrot', { description: 'A parrot', category: 'Birds' })
  expect(await offered()).not.toContain('parrot')
  expect(await listed('parrot')).toMatchObject({ state: 'waiting', src: null })
  await world.drain()
  const found = (await world.emoji.offered()).find((each) => each.id === id)
  expect(found).toMatchObject({ name: 'parrot', description: 'A parrot', category: 'Birds' })
  const [, , key = '', file] = found?.src.split('/') ?? []
  expect(file).toBe('small.webp')
  const open = await world.media.file({ key, size: 'small', viewer: null })
  expect(open?.isPublic).toBe(true)
  const { width, height } = await sharp(Buffer.concat((await (await open?.open())?.body.toArray()) ?? [])).metadata()
  expect([width, height]).toEqual([64, 43])
})

test('the file of an emoji stays, and one that no emoji came to need goes', async () => {
  const free = await imageFile({ format: 'png' })
  const image = () => ({ body: Readable.from([free], { objectMode: false }), bytes: free.length })
  const id = await readyEmoji(world, ada, 'stays')
  // Two at once: one of them has sent its file for nothing.
  const both = await Promise.allSettled(
    ['a', 'b'].map(() => world.emoji.add({ viewer: ada, input: { name: 'twice', ...words }, image: image() })),
  )
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await world.drain()
  await world.db.media.updateMany({ where: { kind: 'emoji', eraseAt: { not: null } }, data: { eraseAt: new Date(0) } })
  await world.media.duties.sweep()
  const kept = await world.db.media.findMany({ where: { kind: 'emoji' }, include: { emoji: true } })
  expect(kept.every(({ emoji }) => emoji.length === 1)).toBe(true)
  const key = kept.find(({ emoji }) => emoji[0]?.id === id)?.key ?? ''
  expect(existsSync(`${world.env.MEDIA_PATH}/${key.slice(0, 2)}/${key}/small.webp`)).toBe(true)
})

test('another process offers it, and offers it no more, from the next request on', async () => {
  const other = secondWiring(world)
  const there = async () => (await other.emoji.offered()).some(({ name }) => name === 'everywhere')
  try {
    expect(await there()).toBe(false)
    const id = await readyEmoji(world, ada, 'everywhere')
    expect(await there()).toBe(true)
    await world.emoji.setRetired({ emojiId: id, isRetired: true })
    expect(await there()).toBe(false)
    await world.emoji.setRetired({ emojiId: id, isRetired: false })
    expect(await there()).toBe(true)
  } finally {
    await other.close()
  }
})

test('a name that an emoji has or had is taken, and it may have it again', async () => {
  const id = await readyEmoji(world, ada, 'first_name')
  await world.emoji.edit({ emojiId: id, input: { name: 'second_name', ...words } })
  expect(await offered()).toContain('second_name')
  const taken = { name: 'Invalid', fields: { name: 'errors.emoji.taken' } }
  for (const name of ['first_name', 'second_name']) {
    await expect(sendEmoji(world, ada, name)).rejects.toMatchObject(taken)
  }
  const another = await readyEmoji(world, ada, 'another_name')
  await expect(world.emoji.edit({ emojiId: another, input: { name: 'first_name', ...words } })).rejects.toMatchObject(
    taken,
  )
  await world.emoji.edit({ emojiId: id, input: { name: 'first_name', ...words } })
  for (let n = 2; n < emojiLimits.maxNames; n += 1) {
    await world.emoji.edit({ emojiId: id, input: { name: `name_${n}`, ...words } })
  }
  await expect(world.emoji.edit({ emojiId: id, input: { name: 'too_many', ...words } })).rejects.toMatchObject({
    fields: { name: 'errors.emoji.tooManyNames' },
  })
  await expect(world.emoji.edit({ emojiId: newId(), input: { name: 'nobody', ...words } })).rejects.toMatchObject({
    name: 'NotFound',
  })
})

test('what cannot be an emoji is refused before it is kept', async () => {
  const before = await world.db.media.count()
  const noise = Buffer.alloc(1000)
  await expect(sendEmoji(world, ada, 'noise', { file: noise })).rejects.toMatchObject({
    fields: { image: 'errors.media.type' },
  })
  const large = Buffer.concat([await imageFile({ format: 'png' }), Buffer.alloc(emojiLimits.maxBytes)])
  await expect(sendEmoji(world, ada, 'large', { file: large })).rejects.toMatchObject({
    fields: { image: 'errors.emoji.tooLarge' },
  })
  expect([await world.db.media.count(), await listed('noise'), await listed('large')]).toEqual([
    before,
    undefined,
    undefined,
  ])
  const nameOf = (name: string) => EmojiInput.safeParse({ name }).data?.name
  expect([':Party_Parrot:', ' ok ', 'x', '12', 'no-no', 'nö', 'a'.repeat(31)].map(nameOf)).toEqual([
    'party_parrot',
    'ok',
    ...Array.from({ length: 5 }, () => undefined),
  ])
})

test('an image that could not be prepared is told of, and another one may be sent; one that is there stays', async () => {
  const broken = (await imageFile({ format: 'png', width: 900, height: 900 })).subarray(0, 2_000)
  const id = await readyEmoji(world, ada, 'broken', { file: broken })
  expect(await listed('broken')).toMatchObject({ state: 'failed', failure: 'broken' })
  expect(await offered()).not.toContain('broken')
  const file = await imageFile({ format: 'png' })
  const image = () => ({ body: Readable.from([file], { objectMode: false }), bytes: file.length })
  await world.emoji.sendImage({ viewer: ada, emojiId: id, image: image() })
  await world.drain()
  expect(await offered()).toContain('broken')
  await expect(world.emoji.sendImage({ viewer: ada, emojiId: id, image: image() })).rejects.toMatchObject({
    name: 'Conflict',
  })
})

test('there are so many at most', async () => {
  const now = new Date()
  const [inUse, all] = await Promise.all([world.db.emoji.count({ where: { retiredAt: null } }), world.db.emoji.count()])
  const retired = await readyEmoji(world, ada, 'one_more')
  await world.emoji.setRetired({ emojiId: retired, isRetired: true })
  const many = (count: number, retiredAt: Date | null) =>
    Array.from({ length: count }, (_, n) => ({ id: newId(), name: `filler_${n}`, createdAt: now, retiredAt }))
  await world.db.emoji.createMany({ data: many(emojiLimits.maxOffered - inUse, null) })
  const full = { fields: { name: 'errors.emoji.tooMany' } }
  await expect(sendEmoji(world, ada, 'too_much')).rejects.toMatchObject(full)
  await expect(world.emoji.setRetired({ emojiId: retired, isRetired: false })).rejects.toMatchObject(full)
  await world.db.emoji.updateMany({ where: { name: { startsWith: 'filler_' } }, data: { retiredAt: now } })
  await world.db.emoji.createMany({ data: many(emojiLimits.maxAll - all - 1 - (emojiLimits.maxOffered - inUse), now) })
  await expect(sendEmoji(world, ada, 'too_much')).rejects.toMatchObject({
    fields: { name: 'errors.emoji.tooManyEver' },
  })
})
