import type { FeedPages } from './feed-memory.ts'

/**
 * A page of posts on its way from a loader to a feed: one text, or where in the document that text stands. The
 * framework's own encoding goes through every field of every post, on both sides, which took longer than rendering them.
 */
export type PackedPage = Readonly<{ text: string } | { at: number }>

const unpacked = new WeakMap<PackedPage, FeedPages>()

/** The same object each time, so that it may stand in the dependencies of hooks. */
export function unpackPage(packed: PackedPage): FeedPages {
  const known = unpacked.get(packed)
  if (known) return known
  const page: FeedPages = JSON.parse('text' in packed ? packed.text : textAt(packed.at))
  unpacked.set(packed, page)
  return page
}

/** What it unpacks to, for the rendering that is next in the same process. */
export function rememberPage(packed: PackedPage, page: FeedPages): void {
  unpacked.set(packed, page)
}

/** The element that holds such a text. */
export function textId(at: number): string {
  return `page-${at}`
}

function textAt(at: number): string {
  const text = document.getElementById(textId(at))?.textContent
  if (!text) throw new Error('the document lacks a page that it names')
  return text
}
