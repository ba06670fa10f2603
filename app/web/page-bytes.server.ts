import type { AddPart } from './page-parts.ts'

/** A page in bytes: its text, and the parts that are bytes already. */
export function createPageBytes(nonce: string) {
  const parts: (readonly Uint8Array[])[] = []
  // Nobody who writes what is on the page knows its nonce.
  const mark = `<!--${nonce}:part-->`
  const add: AddPart = (html) => {
    parts.push(html)
    return mark
  }

  return {
    add,
    /** @throws when a part was added and its mark is not in the text */
    bytesOf(...texts: readonly string[]) {
      const between = texts.join('').split(mark)
      if (between.length !== parts.length + 1) throw new Error('a part of the page is missing')
      const first = Buffer.from(between[0] ?? '')
      return Buffer.concat([first, ...parts.flatMap((part, at) => [...part, Buffer.from(between[at + 1] ?? '')])])
    },
  }
}
