/** An image of the post that is being written. */
export type DraftImage = Readonly<{
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

/** As the field `media` names them: those that the server has. Empty when there is none. */
export function imagesField(images: readonly DraftImage[]): string {
  const known = images.flatMap(({ id, key, alt, focus }) => (id ? [{ id, key, alt, focus }] : []))
  return known.length > 0 ? JSON.stringify(known) : ''
}

/** Those that a form had before: it came back, or is of a post that is written anew. */
export function imagesFrom(field: string | undefined): DraftImage[] {
  const given: unknown = field ? JSON.parse(field) : []
  return Array.isArray(given) ? given.flatMap(toKept) : []
}

function toKept(image: unknown): DraftImage[] {
  if (typeof image !== 'object' || image === null || !('id' in image) || typeof image.id !== 'string') return []
  const key = 'key' in image && typeof image.key === 'string' ? image.key : ''
  const alt = 'alt' in image && typeof image.alt === 'string' ? image.alt : ''
  const preview = `/media/${key}/small.webp`
  const focus = 'focus' in image ? toFocus(image.focus) : middle
  return [{ name: image.id, id: image.id, key, preview, state: 'ready', progress: 1, alt, focus }]
}

const middle: DraftImage['focus'] = [50, 50]

function toFocus(given: unknown): DraftImage['focus'] {
  const [x, y]: readonly unknown[] = Array.isArray(given) ? given : middle
  return typeof x === 'number' && typeof y === 'number' ? [x, y] : middle
}
