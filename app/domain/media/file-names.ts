import type { MediaKind } from './media-rules.ts'
import { cardSizes, type FileType, type MediaSize, mediaSizes, pictureSizes } from './media-views.ts'

/** A file of an image: `small.webp` in its folder, `most` pixels a side. */
type MediaFile = Readonly<{ name: string; type: FileType; most: number; isMoving: boolean }>

/** Pixels of the longer side, for each size that an image of a kind has. */
const sizes: Readonly<Record<MediaKind, Partial<Record<MediaSize, number>>>> = {
  post: mediaSizes,
  ...pictureSizes,
  card: cardSizes,
}
const largestFirst: readonly MediaSize[] = ['large', 'medium', 'small']

/** Whether an image of this kind is made into AVIF, too: a person's pictures are hardly larger than the frame of one. */
export function hasAvif(kind: MediaKind): boolean {
  return kind === 'post' || kind === 'card'
}

/** What an image is made into, the largest first. An animation moves in its large size, as WebP. */
export function filesOf({ kind, isAnimated }: { kind: MediaKind; isAnimated: boolean }): readonly MediaFile[] {
  return largestFirst.flatMap((size) => {
    const most = sizes[kind][size]
    if (most === undefined) return []
    const isMoving = isAnimated && size === 'large'
    const types: readonly FileType[] = hasAvif(kind) && !isMoving ? ['webp', 'avif'] : ['webp']
    return types.map((type) => ({ name: `${size}.${type}`, type, most, isMoving }))
  })
}
