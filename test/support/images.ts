import { Readable } from 'node:stream'
import sharp from 'sharp'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import type { MediaKind } from '#app/domain/media/media-rules.ts'
import type { World } from './world.ts'

type Format = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif'
type Shape = { width?: number; height?: number; format?: Format }

/** A picture with a dark left upper quarter on light ground: which way is up can be told. */
export function picture({ width = 640, height = 480 }: Shape = {}) {
  const dark = { create: { width: width >> 1, height: height >> 1, channels: 3, background: '#123' } } as const
  return sharp({ create: { width, height, channels: 3, background: '#cde' } })
    .composite([{ input: dark, left: 0, top: 0 }])
    .toColourspace('srgb')
}

export function imageFile({ format = 'jpeg', ...shape }: Shape = {}): Promise<Buffer> {
  return picture(shape).toFormat(format).toBuffer()
}

type Sending = { kind?: MediaKind; focus?: readonly [number, number] }

/** Sends bytes as the upload does. */
export function sendFile({ media }: Pick<World, 'media'>, owner: Viewer, file: Buffer, sending: Sending = {}) {
  const body = Readable.from([file], { objectMode: false })
  return media.upload({ owner, kind: 'post', body, bytes: file.length, ...sending })
}

/** An image that is ready to be posted. */
export async function readyImage(world: World, owner: Viewer, file?: Buffer) {
  const sent = await sendFile(world, owner, file ?? (await imageFile()))
  await world.drain()
  return sent
}

/** A post with these images. */
export async function postImages(
  { posts }: Pick<World, 'posts'>,
  author: Viewer,
  ids: readonly string[],
  { text = '', ...more }: Partial<Parameters<World['posts']['create']>[0]['input']> = {},
) {
  const media = ids.map((id, n) => ({ id, alt: `picture ${n}`, focus: [50, 50] as [number, number] }))
  const { id } = await posts.create({ author, input: { text, media, ...more } })
  return id
}
