/** Bytes from the beginning of a file that tell its type. */
export const headBytes = 32

export type ImageType = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif'

const text = (head: Uint8Array, from: number, to: number) => String.fromCharCode(...head.subarray(from, to))

const signs: readonly (readonly [ImageType, (head: Uint8Array) => boolean])[] = [
  ['jpeg', (head) => head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff],
  ['png', (head) => text(head, 0, 8) === '\x89PNG\r\n\x1a\n'],
  ['gif', (head) => /^GIF8[79]a$/.test(text(head, 0, 6))],
  ['webp', (head) => text(head, 0, 4) === 'RIFF' && text(head, 8, 12) === 'WEBP'],
  ['avif', (head) => /^ftyp(avif|avis)$/.test(text(head, 4, 12)) || isGeneric(head)],
]

/** Some writers name the container first, and AVIF among what it is compatible with. */
function isGeneric(head: Uint8Array): boolean {
  return /^ftypmif1$/.test(text(head, 4, 12)) && /avif/.test(text(head, 16, headBytes))
}

/** What a file is by its first bytes, whatever it is called; null when it is no image that we take. */
export function typeOf(head: Uint8Array): ImageType | null {
  return signs.find(([, has]) => has(head))?.[0] ?? null
}
