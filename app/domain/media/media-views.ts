// What an image looks like to those who may see it. Pure, for pages and the API alike.

export const mediaSizes = { small: 480, medium: 1080, large: 2048 } as const
/** Of a person's own pictures, an avatar being 40 pixels wide in a feed, and of emoji, which are 20 to 24 pixels high in a text. */
export const pictureSizes = {
  avatar: { small: 96, medium: 256, large: 512 },
  header: { small: 600, medium: 1200, large: 1500 },
  emoji: { small: 64, medium: 128, large: 256 },
} as const

/** Of a linked page's image: its small size is the only one. */
export const cardSizes = { small: 600 } as const

export type MediaSize = keyof typeof mediaSizes

/** Of a file. */
export type FileType = 'webp' | 'avif'

export function isMediaSize(name: string): name is MediaSize {
  return Object.hasOwn(mediaSizes, name)
}

export type MediaView = Readonly<{
  /** Names its files: `/media/<key>/<size>.webp`. Not to be guessed. */
  key: string
  /** `waiting` while it is prepared, `failed` when that was not possible: then there are no files. */
  state: 'waiting' | 'ready' | 'failed'
  /** Of the large size, in pixels; 0 until it is ready. */
  width: number
  height: number
  /** What it shows, in words; empty when nobody said. */
  alt: string
  /** In percent from the top left: what stays visible where it is cropped. */
  focus: readonly [x: number, y: number]
  isAnimated: boolean
  /** Whether it is there as AVIF, too: `/media/<key>/<size>.avif`. The large size of an animation never is. */
  hasAvif: boolean
  isSensitive: boolean
  /** https://evanw.github.io/thumbhash, in base64. */
  thumbhash: string
  /** The same as a picture of some 16 pixels, as a data address. */
  placeholder: string
}>

/** What a post says of one of its images. */
export type ImageWords = Pick<MediaView, 'alt' | 'isSensitive'>

/** How it stands with what somebody has sent last as their own picture; null when there is nothing to say. */
export type OwnPicture = Readonly<{ state: 'waiting' | 'failed' | null; failure: string | null }>

/** The same picture of a person in another size. */
export function pictureAt(path: string, size: MediaSize): string {
  return path.replace(/\/small\.webp$/, `/${size}.webp`)
}

export function mediaUrl(key: string, size: MediaSize, type: FileType = 'webp'): string {
  return `/media/${key}/${size}.${type}`
}

/** How wide a size is: the longer side has at most so many pixels, and nothing is enlarged. */
export function widthAt({ width, height }: Pick<MediaView, 'width' | 'height'>, size: MediaSize): number {
  return Math.max(1, Math.round(width * Math.min(1, mediaSizes[size] / Math.max(width, height))))
}

/** Where a size is as AVIF; null where it is WebP alone. */
export function avifUrl({ key, hasAvif, isAnimated }: AvifParts, size: MediaSize): string | null {
  return hasAvif && !(isAnimated && size === 'large') ? mediaUrl(key, size, 'avif') : null
}

type AvifParts = Pick<MediaView, 'key' | 'hasAvif' | 'isAnimated'>
