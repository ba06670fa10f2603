import type { MediaKind } from './media-rules.ts'
import type { FileType, MediaSize } from './media-views.ts'

/** A file of an image, `small.webp` in its folder. */
type MediaFile = Readonly<{ size: MediaSize; type: FileType; name: string }>

const sizes: readonly MediaSize[] = ['large', 'medium', 'small']

/** Whether an image of this kind is made into AVIF, too: a person's pictures are hardly larger than the frame of one. */
export function hasAvif(kind: MediaKind): boolean {
  return kind === 'post'
}

/** What an image is made into, the largest first. An animation moves as WebP. */
export function filesOf({ kind, isAnimated }: { kind: MediaKind; isAnimated: boolean }): readonly MediaFile[] {
  const typesOf = (size: MediaSize): readonly FileType[] =>
    hasAvif(kind) && !(isAnimated && size === 'large') ? ['webp', 'avif'] : ['webp']
  return sizes.flatMap((size) => typesOf(size).map((type) => ({ size, type, name: `${size}.${type}` })))
}
