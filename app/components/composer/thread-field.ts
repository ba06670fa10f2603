import { type DraftImage, imagesIn, knownImages, listIn } from './draft-images.ts'

/** A post that follows the first one. `isNew`: it was just added. */
export type Part = Readonly<{ id: number; text: string; isNew?: boolean }>

// thread-parts.ts has the same number, beside schemas that a browser need not load; thread-parts.test.ts holds them together.
export const maxParts = 24

/** Further posts and what they show. */
export type Parts = Readonly<{ parts: readonly Part[]; images: readonly DraftImage[]; sensitive: readonly number[] }>

/** As the field `thread`; empty when nothing is said in any of them. */
export function threadField({ parts, images, sensitive }: Parts): string {
  const said = parts.map(({ id, text }) => {
    const media = knownImages(images.filter(({ post }) => post === id))
    return media.length > 0 ? { text, media, isSensitive: sensitive.includes(id) } : text
  })
  return said.some((part) => typeof part !== 'string' || part.trim()) ? JSON.stringify(said) : ''
}

/** What such a field says, whoever kept it: what is no post is left out. */
export function partsIn(field: string | undefined): Parts {
  const read = listIn(field).slice(0, maxParts).map(toPart)
  return {
    parts: read.map(({ part }) => part),
    images: read.flatMap(({ images }) => images),
    sensitive: read.flatMap(({ part, isSensitive }) => (isSensitive ? [part.id] : [])),
  }
}

function toPart(given: unknown, at: number) {
  const id = at + 1
  if (typeof given !== 'object' || given === null)
    return { part: { id, text: typeof given === 'string' ? given : '' }, images: [], isSensitive: false }
  return {
    part: { id, text: 'text' in given && typeof given.text === 'string' ? given.text : '' },
    images: 'media' in given ? imagesIn(given.media, id) : [],
    isSensitive: 'isSensitive' in given && given.isSensitive === true,
  }
}
