/** An image of a post that is being written. */
export type DraftImage = Readonly<{
  /** Which one: 0 for the first, else the `id` of a further one. */
  post: number
  /** In this composer; the server's own is `id`. */
  name: string
  /** The file itself, to be seen at once and sent again; absent when an earlier form has sent it. */
  file?: File
  /** What shows it. */
  preview: string
  state: 'sending' | 'preparing' | 'ready' | 'failed'
  /** How much of it is sent, 0 to 1. */
  progress: number
  /** Why it failed: an i18n key. */
  problem?: string
  id?: string
  /** Names its files. */
  key?: string
  alt: string
  focus: readonly [x: number, y: number]
}>

/** As the server knows them: those that it has. */
export function knownImages(images: readonly DraftImage[]) {
  return images.flatMap(({ id, key, alt, focus }) => (id ? [{ id, key, alt, focus }] : []))
}

/** The same as the field `media`. Empty when there is none. */
export function imagesField(images: readonly DraftImage[]): string {
  const known = knownImages(images)
  return known.length > 0 ? JSON.stringify(known) : ''
}

/** Those that a form had before: it came back, or is of a post that is written anew. */
export function imagesFrom(field: string | undefined): DraftImage[] {
  return imagesIn(listIn(field), 0)
}

/** The list that a field has in JSON, whoever kept it: what is none is empty. */
export function listIn(field: string | undefined): readonly unknown[] {
  try {
    const given: unknown = JSON.parse(field || '[]')
    return Array.isArray(given) ? given : []
  } catch {
    return []
  }
}

/** Those of one post, as the server knows them. */
export function imagesIn(given: unknown, post: number): DraftImage[] {
  return Array.isArray(given) ? given.flatMap((image) => toKept(image, post)) : []
}

function toKept(image: unknown, post: number): DraftImage[] {
  if (typeof image !== 'object' || image === null || !('id' in image) || typeof image.id !== 'string') return []
  const key = 'key' in image && typeof image.key === 'string' ? image.key : ''
  const alt = 'alt' in image && typeof image.alt === 'string' ? image.alt : ''
  const preview = `/media/${key}/small.webp`
  const focus = 'focus' in image ? toFocus(image.focus) : middle
  return [{ post, name: image.id, id: image.id, key, preview, state: 'ready', progress: 1, alt, focus }]
}

const middle: DraftImage['focus'] = [50, 50]

function toFocus(given: unknown): DraftImage['focus'] {
  const [x, y]: readonly unknown[] = Array.isArray(given) ? given : middle
  return typeof x === 'number' && typeof y === 'number' ? [x, y] : middle
}
