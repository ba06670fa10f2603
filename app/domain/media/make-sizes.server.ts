// Runs in a process of its own (image-process.server.ts), which knows no settings, no secrets and no servers.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import sharp, { type Metadata } from 'sharp'
import { rgbaToThumbHash, thumbHashToRGBA } from 'thumbhash'
import { filesOf } from './file-names.ts'
import { type Failure, isPictureKind, type MediaKind } from './media-rules.ts'
import { type FileType, mediaSizes } from './media-views.ts'
import { maxAvifPixels, maxFrames, maxPixels, maxSide } from './render-limits.ts'
import { headBytes, typeOf } from './sniff.ts'

/** An image to be made ready: `original` in this folder. The sizes are put beside it. */
export type Order = Readonly<{ folder: string; kind: MediaKind; focus: readonly [x: number, y: number] }>

export type Sizes = Readonly<{
  width: number
  height: number
  isAnimated: boolean
  thumbhash: string
  placeholder: string
}>

// What libvips can read beyond this (SVG, PDF, TIFF, its own format …) is refused, whatever a file claims to be.
const loaders = ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif'].map((name) => `VipsForeignLoad${name}`)

/**
 * The steps from a file that somebody sent to the files that are shown. What is to be found out about a picture, such as
 * what it shows, is a step after `decode`: it has the pixels, upright and small.
 */
export async function makeSizes({ folder, kind, focus }: Order): Promise<Sizes | { failure: Failure }> {
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: loaders })
  sharp.cache(false)
  // The others are for those who deliver and serve; most of the time goes into encoders, which have one thread anyway.
  sharp.concurrency(1)
  try {
    const bytes = await readFile(path.join(folder, 'original'))
    const header = await readHeader(bytes)
    const failure = refusalOf(header)
    if (failure) return { failure }
    const isAnimated = kind === 'post' && (header.pages ?? 1) > 1
    const files = filesOf({ kind, isAnimated })
    const picture = await decode(bytes, { kind, focus, most: Math.max(...files.map(({ most }) => most)) })
    for (const { name, type, most, isMoving } of files) {
      const file = path.join(folder, name)
      if (isMoving) await writeAnimation(bytes, file)
      else await writeSize(picture, { most, type, file })
    }
    return { width: picture.width, height: picture.height, isAnimated, ...(await makePlaceholder(picture)) }
  } catch (error) {
    return { failure: failureOf(error) }
  }
}

const reading = { limitInputPixels: maxPixels, failOn: 'error' } as const

/** No pixel is decoded for it. */
async function readHeader(bytes: Buffer): Promise<Metadata & { type: string | null }> {
  return { ...(await sharp(bytes, reading).metadata()), type: typeOf(bytes.subarray(0, headBytes)) }
}

function refusalOf({ type, format, width, height, pages = 1 }: Metadata & { type: string | null }): Failure | null {
  const name = format === 'heif' ? 'avif' : format
  if (type === null || type !== name) return 'type'
  if (pages > maxFrames) return 'tooManyFrames'
  const most = type === 'avif' ? maxAvifPixels : maxPixels
  return Math.max(width, height) > maxSide || width * height * pages > most ? 'tooManyPixels' : null
}

/** Pixels without anything else: no place, no camera, no profile; upright, in sRGB. */
type Picture = Readonly<{ data: Buffer; width: number; height: number; channels: 1 | 2 | 3 | 4 }>

type Wanted = Pick<Order, 'kind' | 'focus'> & { most: number }

async function decode(bytes: Buffer, { kind, focus, most }: Wanted): Promise<Picture> {
  const upright = sharp(bytes, reading).autoOrient()
  const { width, height } = (await sharp(bytes, reading).metadata()).autoOrient
  const cut = isPictureKind(kind) ? upright.extract(cropOf({ width, height }, ratios[kind], focus)) : upright
  const { data, info } = await cut
    .resize(most, most, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: info.channels }
}

/** Width to height. */
const ratios = { avatar: 1, header: 3 } as const

/** The largest part of this shape, placed as CSS places a picture that covers a box: 0 at its beginning, 100 at its end. */
function cropOf(
  { width, height }: { width: number; height: number },
  ratio: number,
  [x, y]: readonly [number, number],
) {
  const wide = Math.max(1, Math.min(width, Math.round(height * ratio)))
  const high = Math.max(1, Math.min(height, Math.round(width / ratio)))
  const place = (length: number, part: number, at: number) => Math.round(((length - part) * at) / 100)
  return { left: place(width, wide, x), top: place(height, high, y), width: wide, height: high }
}

function fromPixels({ data, width, height, channels }: Picture) {
  return sharp(data, { raw: { width, height, channels } })
}

/** As good as each other. More effort for AVIF takes 3 to 20 times as long, for little. */
const encoders = {
  webp: { quality: 80, effort: 4 },
  avif: { quality: 55, effort: 0 },
} as const

type Target = { most: number; type: FileType; file: string }

async function writeSize(picture: Picture, { most, type, file }: Target): Promise<void> {
  await fromPixels(picture)
    .resize(most, most, { fit: 'inside', withoutEnlargement: true })
    .toFormat(type, encoders[type])
    .toFile(file)
}

/** All frames, as large as they are up to a medium size: for those who ask to see it move. */
async function writeAnimation(bytes: Buffer, file: string): Promise<void> {
  const most = mediaSizes.medium
  await sharp(bytes, { ...reading, animated: true })
    .resize(most, most, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 70, effort: 2 })
    .toFile(file)
}

async function makePlaceholder(picture: Picture): Promise<Pick<Sizes, 'thumbhash' | 'placeholder'>> {
  const { data, info } = await fromPixels(picture)
    .resize(100, 100, { fit: 'inside', withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const hash = rgbaToThumbHash(info.width, info.height, data)
  const { w, h, rgba } = thumbHashToRGBA(hash)
  const tiny = await sharp(rgba, { raw: { width: w, height: h, channels: 4 } })
    .resize(16, 16, { fit: 'inside' })
    .webp({ quality: 20, effort: 6 })
    .toBuffer()
  return {
    thumbhash: Buffer.from(hash).toString('base64'),
    placeholder: `data:image/webp;base64,${tiny.toString('base64')}`,
  }
}

function failureOf(error: unknown): Failure {
  const said = error instanceof Error ? error.message : ''
  if (/pixel limit/i.test(said)) return 'tooManyPixels'
  if (/ENOSPC|EDQUOT|no space left/i.test(said)) return 'full'
  return /memory|alloc/i.test(said) ? 'tooHeavy' : 'broken'
}
