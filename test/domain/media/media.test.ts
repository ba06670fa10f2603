import { readdir, rm, stat } from 'node:fs/promises'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { exploreFeed, homeFeed } from '#app/domain/feeds/declarations.ts'
import type { FileType, MediaSize } from '#app/domain/media/media-views.ts'
import { processMedia } from '#app/domain/media/process-media.server.ts'
import { createRenderImage, type RenderImage } from '#app/domain/media/render-image.server.ts'
import { createDiskStorage } from '#app/lib/storage/disk.server.ts'
import { imageFile, picture, postImages, readyImage, sendFile } from '#test/support/images.ts'
import { startWorld, type World } from '#test/support/world.ts'

const world: World = startWorld()

async function fileOf(key: string, viewer: { id: string } | null, size: MediaSize = 'large', type: FileType = 'webp') {
  const file = await world.media.file({ key, size, type, viewer })
  const stored = await file?.open()
  return stored ? Buffer.concat(await stored.body.toArray()) : null
}

test('an image is prepared in three sizes and two formats, and what was sent is gone', async () => {
  const ana = await world.person('ana')
  const sent = await sendFile(world, ana, await imageFile({ width: 3000, height: 2000 }))
  expect(await world.media.state({ mediaId: sent.id, viewer: ana })).toMatchObject({ state: 'waiting', width: 0 })
  await world.drain()

  const state = await world.media.state({ mediaId: sent.id, viewer: ana })
  expect(state).toMatchObject({
    state: 'ready',
    width: 2048,
    height: 1365,
    isAnimated: false,
    hasAvif: true,
    failure: null,
  })
  expect(state.placeholder).toMatch(/^data:image\/webp;base64,/)
  expect(state.thumbhash.length).toBeGreaterThan(20)
  for (const [size, most] of [
    ['small', 480],
    ['medium', 1080],
    ['large', 2048],
  ] as const) {
    for (const [type, format] of [
      ['webp', 'webp'],
      ['avif', 'heif'],
    ] as const) {
      const file = await sharp((await fileOf(sent.key, ana, size, type)) ?? undefined).metadata()
      expect([file.format, file.width]).toEqual([format, most])
    }
  }
  const folder = `${world.env.MEDIA_PATH}/${sent.key.slice(0, 2)}/${sent.key}`
  expect((await readdir(folder)).sort()).toEqual(
    ['large', 'medium', 'small'].flatMap((size) => [`${size}.avif`, `${size}.webp`]),
  )
  const { bytes } = await world.db.media.findUniqueOrThrow({ where: { id: sent.id } })
  const sizes = (await readdir(folder)).map(async (name) => (await stat(`${folder}/${name}`)).size)
  expect(bytes, 'of all files').toBe((await Promise.all(sizes)).reduce((sum, size) => sum + size))
})

test('an image of before there was AVIF stays as it is', async () => {
  const ana = await world.person('ana')
  const { id, key } = await readyImage(world, ana)
  const folder = `${world.env.MEDIA_PATH}/${key.slice(0, 2)}/${key}`
  for (const size of ['small', 'medium', 'large']) await rm(`${folder}/${size}.avif`)
  await world.db.media.update({ where: { id }, data: { hasAvif: false } })
  const postId = await postImages(world, ana, [id])
  expect((await world.posts.view({ postId, viewer: null })).media).toMatchObject([{ key, hasAvif: false }])
  expect(await fileOf(key, null, 'small', 'avif')).toBeNull()
  expect(await fileOf(key, null, 'small')).not.toBeNull()
})

test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('%s is taken', async (format) => {
  const ana = await world.person('ana')
  const { id } = await readyImage(world, ana, await imageFile({ format }))
  expect(await world.media.state({ mediaId: id, viewer: ana })).toMatchObject({
    state: 'ready',
    width: 640,
    height: 480,
  })
})

test('what a camera writes beside the picture is in none of its sizes, and the picture stands upright', async () => {
  const ana = await world.person('ana')
  const file = await picture()
    .withExif({
      IFD0: { Make: 'Camera', Model: 'Serial 12345' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100' },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF/></x:xmpmeta>')
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  expect((await sharp(file).metadata()).exif).toBeDefined()
  const { key } = await readyImage(world, ana, file)
  for (const size of ['small', 'medium', 'large'] as const) {
    for (const type of ['webp', 'avif'] as const) {
      const bytes = await fileOf(key, ana, size, type)
      const { exif, xmp, iptc, icc, orientation, width, height } = await sharp(bytes ?? undefined).metadata()
      expect({ exif, xmp, iptc, icc, orientation }).toEqual({})
      expect([width, height]).toEqual(size === 'small' ? [360, 480] : [480, 640])
    }
  }
  // The camera lay on its side: its left upper quarter is the right upper one.
  const { data } = await sharp((await fileOf(key, ana)) ?? undefined)
    .raw()
    .toBuffer({ resolveWithObject: true })
  const redAt = (x: number, y: number) => data[(y * 480 + x) * 3] ?? -1
  expect(redAt(400, 100)).toBeLessThan(60)
  expect(redAt(100, 100)).toBeGreaterThan(150)
})

test('an animation stands still in feeds, and moves where it is opened', async () => {
  const ana = await world.person('ana')
  const frames = Buffer.concat(
    ['#f00', '#0f0', '#00f'].map((c) =>
      Buffer.from(
        c.slice(1).replace(/./g, (d) => d + d),
        'hex',
      ),
    ),
  )
  const raw = { raw: { width: 1, height: 3, channels: 3, pageHeight: 1 } } as const
  const file = await sharp(frames, raw)
    .gif({ delay: [100, 100, 100] })
    .toBuffer()
  const { id, key } = await readyImage(world, ana, file)
  expect(await world.media.state({ mediaId: id, viewer: ana })).toMatchObject({ isAnimated: true, width: 1, height: 1 })
  const pages = async (size: 'small' | 'large') =>
    (await sharp((await fileOf(key, ana, size)) ?? undefined).metadata()).pages ?? 1
  expect([await pages('small'), await pages('large')]).toEqual([1, 3])
  expect(await fileOf(key, ana, 'medium', 'avif')).not.toBeNull()
  expect(await fileOf(key, ana, 'large', 'avif')).toBeNull()
})

test('a post shows its images in their order, described, with text or without', async () => {
  const ana = await world.person('ana')
  const [one, two] = [await readyImage(world, ana), await readyImage(world, ana)]
  const postId = await postImages(world, ana, [two.id, one.id])
  for (const feed of [homeFeed(ana.id), exploreFeed()]) {
    const [post] = (await world.posts.feed({ feed, viewer: ana, limit: 1 })).items
    expect(post).toMatchObject({ id: postId, body: [] })
    expect(post?.media).toMatchObject([
      { key: two.key, alt: 'picture 0', state: 'ready', width: 640 },
      { key: one.key, alt: 'picture 1' },
    ])
  }
})

test('an image that is posted before it is ready appears in the post when it is', async () => {
  const ana = await world.person('ana')
  const { id, key } = await sendFile(world, ana, await imageFile())
  const postId = await postImages(world, ana, [id], { text: 'soon' })
  const media = async () => (await world.posts.view({ postId, viewer: ana })).media
  expect(await media()).toMatchObject([{ key, state: 'waiting', width: 0 }])
  await world.drain()
  expect(await media()).toMatchObject([{ key, state: 'ready', width: 640 }])
})

test('nobody posts an image of somebody else, or one twice; both are answered like one that never was', async () => {
  const [ana, mallory] = [await world.person('ana'), await world.person('mallory')]
  const { id } = await readyImage(world, ana)
  const refusal = { fields: { media: 'errors.media.gone' } }
  await expect(postImages(world, mallory, [id])).rejects.toMatchObject(refusal)
  await expect(postImages(world, mallory, [mallory.id])).rejects.toMatchObject(refusal)
  await postImages(world, ana, [id])
  await expect(postImages(world, ana, [id])).rejects.toMatchObject(refusal)
  await expect(world.media.state({ mediaId: id, viewer: mallory })).rejects.toMatchObject({ name: 'NotFound' })
})

test('the same form twice is one post; with other images it is refused', async () => {
  const ana = await world.person('ana')
  const [one, two] = [await readyImage(world, ana), await readyImage(world, ana)]
  const form = { text: 'once', clientKey: 'images-once' }
  const postId = await postImages(world, ana, [one.id], form)
  expect(await postImages(world, ana, [one.id], form)).toBe(postId)
  await expect(postImages(world, ana, [two.id], form)).rejects.toMatchObject({ name: 'Conflict' })
})

test('a post that is written anew keeps its images, and those that it leaves out go', async () => {
  const ana = await world.person('ana')
  const [kept, left] = [await readyImage(world, ana), await readyImage(world, ana)]
  const replaces = await postImages(world, ana, [kept.id, left.id], { isSensitive: true })
  const form = await world.media.formOf({ postId: replaces, viewer: ana })
  expect(form).toMatchObject({ isSensitive: true })
  expect(JSON.parse(form.media)).toMatchObject([{ id: kept.id, alt: 'picture 0' }, { id: left.id }])
  const mallory = await world.person('mallory')
  expect(await world.media.formOf({ postId: replaces, viewer: mallory })).toEqual({ media: '', isSensitive: false })

  const postId = await postImages(world, ana, [kept.id], { replaces })
  expect((await world.posts.view({ postId, viewer: null })).media).toMatchObject([{ key: kept.key, state: 'ready' }])
  await world.media.duties.sweep()
  const open = async ({ key }: { key: string }) => world.media.file({ key, size: 'small', viewer: null })
  expect([(await open(kept))?.isPublic, await open(left)]).toEqual([true, null])
  const rows = await world.db.media.findMany({ where: { ownerId: ana.id }, select: { id: true } })
  expect(rows).toEqual([{ id: kept.id }])
})

test('a file follows its post: its audience, a block, a suspension, its end', async () => {
  const [ana, bo, cleo] = [await world.person('ana'), await world.person('bo'), await world.person('cleo')]
  await world.follow(bo, ana)
  const { id, key } = await readyImage(world, ana)
  const seenBy = async (viewer: { id: string } | null) => {
    const file = await world.media.file({ key, size: 'small', viewer })
    return file && (file.isPublic ? 'everybody' : 'some')
  }
  const all = async () => [await seenBy(ana), await seenBy(bo), await seenBy(cleo), await seenBy(null)]
  expect(await all(), 'in no post yet').toEqual(['some', null, null, null])
  const postId = await postImages(world, ana, [id], { audience: 'followers' })
  expect(await all(), 'for followers').toEqual(['some', 'some', null, null])
  await world.posts.setAudience({ postId, viewer: ana, audience: 'public' })
  expect(await all(), 'for everybody').toEqual(['everybody', 'everybody', 'everybody', 'everybody'])
  await world.safety.block({ viewer: ana, handle: cleo.handle })
  expect(await all(), 'cleo is blocked').toEqual(['everybody', 'everybody', null, 'everybody'])
  await world.safety.suspend({ handle: ana.handle, by: 'operator' })
  expect(await all(), 'ana is suspended').toEqual([null, null, null, null])
  await world.safety.unsuspend({ handle: ana.handle, by: 'operator' })
  await world.posts.remove({ postId, viewer: ana })
  expect(await all(), 'the post is deleted').toEqual([null, null, null, null])
})

test('files of a deleted post, and what nobody posted for a day, are removed; nothing else is', async () => {
  const ana = await world.person('ana')
  const [deleted, forgotten, posted] = [
    await readyImage(world, ana),
    await readyImage(world, ana),
    await readyImage(world, ana),
  ]
  await postImages(world, ana, [posted.id])
  await world.posts.remove({ postId: await postImages(world, ana, [deleted.id]), viewer: ana })
  await world.db.media.update({ where: { id: forgotten.id }, data: { eraseAt: new Date(Date.now() - 1) } })
  await world.media.duties.sweep()
  await world.media.duties.sweep()
  const left = await world.db.media.findMany({ where: { ownerId: ana.id }, select: { id: true } })
  expect(left).toEqual([{ id: posted.id }])
  const there = async ({ key }: { key: string }) =>
    readdir(`${world.env.MEDIA_PATH}/${key.slice(0, 2)}/${key}`).then(
      (files) => files.length,
      () => 0,
    )
  expect([await there(deleted), await there(forgotten), await there(posted)]).toEqual([0, 0, 6])
})

test.each(['media', 'thread'])(
  'an image that a draft names in %s waits for it, and goes a day after the draft',
  async (name) => {
    const ana = await world.person('ana')
    const { id } = await readyImage(world, ana)
    const media = [{ id, alt: '', focus: [50, 50] }]
    const fields = { [name]: JSON.stringify(name === 'media' ? media : [{ text: '', media }]) }
    const clientKey = 'a draft with an image'.replaceAll(' ', '-')
    const { version } = await world.drafts.save({ viewer: ana, input: { clientKey, version: 0, fields } })
    const due = () => world.db.media.updateMany({ where: { id }, data: { eraseAt: new Date(Date.now() - 1) } })
    const there = async () => (await world.db.media.count({ where: { id } })) > 0
    await due()
    await world.media.duties.sweep()
    expect(await there()).toBe(true)
    await world.drafts.save({ viewer: ana, input: { clientKey, version, fields: {} } })
    await due()
    await world.media.duties.sweep()
    expect(await there()).toBe(false)
  },
)

test('an image that is given up is said to have failed, and is asked for no more', async () => {
  const ana = await world.person('ana')
  const { id, key } = await sendFile(world, ana, await imageFile())
  await world.deadLetters.bury({
    ...{ queue: 'media', name: 'media.process', key: id, payload: { mediaId: id } },
    ...{ error: new Error('the store was away'), isLost: false },
  })
  expect(await world.media.state({ mediaId: id, viewer: ana })).toMatchObject({ state: 'failed', failure: 'givenUp' })
  expect(await readdir(`${world.env.MEDIA_PATH}/${key.slice(0, 2)}`)).not.toContain(key)
  await world.drain()
  expect(await world.media.state({ mediaId: id, viewer: ana })).toMatchObject({ state: 'failed' })
})

/** Prepares an image, as a worker does whose machine takes as long over it as `meanwhile`. */
function prepareDuring(mediaId: string, meanwhile: () => Promise<unknown>, made?: { failure: 'tooHeavy' }) {
  const { env, db, cache, queue, posts, log } = world
  const render: RenderImage = async (order) => {
    await meanwhile()
    return made ?? createRenderImage()(order)
  }
  const storage = createDiskStorage(env.MEDIA_PATH)
  const now = () => new Date()
  return processMedia({ db, cache, queue, posts, log, now, storage, render, quotaBytes: 0 }, { mediaId })
}

test('an image that is prepared twice at once stays ready when the second run fails', async () => {
  const ana = await world.person('ana')
  const { id, key } = await sendFile(world, ana, await imageFile())
  await prepareDuring(id, () => world.media.duties.process({ mediaId: id }), { failure: 'tooHeavy' })
  expect(await world.media.state({ mediaId: id, viewer: ana })).toMatchObject({ state: 'ready' })
  expect(await fileOf(key, ana)).not.toBeNull()
})

test('an image that is taken away while it is prepared leaves no file', async () => {
  const ana = await world.person('ana')
  const { id, key } = await sendFile(world, ana, await imageFile())
  const postId = await postImages(world, ana, [id])
  await prepareDuring(id, async () => {
    await world.posts.remove({ postId, viewer: ana })
    await world.media.duties.sweep()
  })
  expect(await readdir(`${world.env.MEDIA_PATH}/${key.slice(0, 2)}`)).not.toContain(key)
})

test('what was never asked for is asked for again', async () => {
  const ana = await world.person('ana')
  const { id } = await sendFile(world, ana, await imageFile())
  await world.redis.flushdb()
  await world.db.media.update({ where: { id }, data: { createdAt: new Date(Date.now() - 120_000) } })
  await world.media.duties.sweep()
  await world.drain()
  expect(await world.media.state({ mediaId: id, viewer: ana })).toMatchObject({ state: 'ready' })
})
