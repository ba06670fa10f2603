import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { exploreFeed } from '#app/domain/feeds/declarations.ts'
import { imageFile, sendFile } from '#test/support/images.ts'
import { startWorld, type World } from '#test/support/world.ts'

const world: World = startWorld()

async function profileOf({ handle }: Viewer) {
  return (await world.accounts.profile({ handle, viewer: null })).person
}

async function sizeOf(path: string | null, size: 'small' | 'medium' | 'large') {
  const key = path?.split('/')[2] ?? ''
  const stored = await (await world.media.file({ key, size, viewer: null }))?.open()
  return stored ? sharp(Buffer.concat(await stored.body.toArray())) : null
}

test('a picture of a person is cut to its shape, and is where they are', async () => {
  const ana = await world.person('ana')
  await world.post(ana, 'hello')
  // Dark in its left upper quarter.
  await sendFile(world, ana, await imageFile({ width: 900, height: 600 }), { kind: 'avatar', focus: [0, 0] })
  await sendFile(world, ana, await imageFile({ width: 900, height: 600 }), { kind: 'header', focus: [50, 100] })
  expect(await world.media.pictures({ viewer: ana })).toMatchObject({ avatar: { state: 'waiting' } })
  await world.drain()
  expect(await world.media.pictures({ viewer: ana })).toMatchObject({
    avatar: { state: null },
    header: { state: null },
  })

  const { image, header } = await profileOf(ana)
  const [post] = (await world.posts.feed({ feed: exploreFeed(), viewer: null, limit: 1 })).items
  expect(post?.author.image).toBe(image)
  const shape = async (path: string | null, size: 'small' | 'medium' | 'large') => {
    const { width, height } = (await (await sizeOf(path, size))?.metadata()) ?? {}
    return [width, height]
  }
  expect([await shape(image, 'small'), await shape(image, 'large')]).toEqual([
    [96, 96],
    [512, 512],
  ])
  expect([await shape(header, 'small'), await shape(header, 'large')]).toEqual([
    [600, 200],
    [900, 300],
  ])
  const red = async (path: string | null) => (await (await sizeOf(path, 'large'))?.raw().toBuffer())?.[0] ?? -1
  expect(await red(image), 'from the left').toBeLessThan(60)
  expect(await red(header), 'from below').toBeGreaterThan(150)
})

test('the newest picture counts, whichever is ready first; older ones are removed', async () => {
  const ana = await world.person('ana')
  const file = await imageFile()
  const [older, newer] = [
    await sendFile(world, ana, file, { kind: 'avatar' }),
    await sendFile(world, ana, file, { kind: 'avatar' }),
  ]
  await world.media.duties.process({ mediaId: newer.id })
  await world.media.duties.process({ mediaId: older.id })
  expect((await profileOf(ana)).image).toBe(`/media/${newer.key}/small.webp`)
  await world.media.duties.sweep()
  expect(await world.db.media.findMany({ where: { ownerId: ana.id }, select: { id: true } })).toEqual([
    { id: newer.id },
  ])
  // A day later it is still there.
  expect((await world.db.media.findFirst({ where: { id: newer.id } }))?.eraseAt).toBe(null)
})

test('a picture is taken away, also one that is not ready; one that fails changes nothing', async () => {
  const ana = await world.person('ana')
  await sendFile(world, ana, await imageFile(), { kind: 'avatar' })
  await world.drain()
  const { image } = await profileOf(ana)
  await sendFile(world, ana, Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(300, 7)]), { kind: 'avatar' })
  await world.drain()
  expect((await profileOf(ana)).image).toBe(image)
  expect(await world.media.pictures({ viewer: ana })).toMatchObject({ avatar: { state: 'failed', failure: 'broken' } })
  await sendFile(world, ana, await imageFile(), { kind: 'avatar' })
  await world.media.removePicture({ viewer: ana, kind: 'avatar' })
  await world.drain()
  expect((await profileOf(ana)).image).toBe(null)
  expect(await sizeOf(image, 'small')).toBe(null)
})

test('nobody sees the picture of who is suspended, and nobody posts a picture as an image', async () => {
  const ana = await world.person('ana')
  const { id } = await sendFile(world, ana, await imageFile(), { kind: 'avatar' })
  await world.drain()
  const { image } = await profileOf(ana)
  const input = { text: '', media: [{ id, alt: '', focus: [50, 50] as [number, number] }] }
  await expect(world.posts.create({ author: ana, input })).rejects.toMatchObject({
    fields: { media: 'errors.media.gone' },
  })
  await world.safety.suspend({ handle: ana.handle, by: 'operator' })
  expect(await sizeOf(image, 'small')).toBe(null)
})
