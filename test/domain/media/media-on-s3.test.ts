import { expect, test } from 'vitest'
import { createS3Storage } from '#app/lib/storage/s3.server.ts'
import { startBucket } from '#test/support/bucket.ts'
import { imageFile, postImages, sendFile } from '#test/support/images.ts'
import { startWorld } from '#test/support/world.ts'

let address = ''
const world = startWorld(async () => {
  address = await startBucket()
  return { S3_URL: address }
})

test('with a bucket, an image is prepared, handed out and removed as on a disk', async () => {
  const ana = await world.person('ana')
  const { id, key } = await sendFile(world, ana, await imageFile())
  const bucket = createS3Storage(address)
  const there = async (name: string) => {
    const stored = await bucket.get(`${key}/${name}`)
    stored?.body.destroy()
    return stored !== null
  }
  const all = async () => [await there('original'), await there('small.webp'), await there('large.avif')]
  expect(await all(), 'sent').toEqual([true, false, false])
  await world.drain()
  expect(await all(), 'prepared').toEqual([false, true, true])
  const postId = await postImages(world, ana, [id])
  const stored = await (await world.media.file({ key, size: 'small', type: 'avif', viewer: null }))?.open()
  expect(Buffer.concat((await stored?.body.toArray()) ?? []).length).toBe(stored?.bytes)
  await world.posts.remove({ postId, viewer: ana })
  await world.media.duties.sweep()
  expect(await all(), 'deleted').toEqual([false, false, false])
})
