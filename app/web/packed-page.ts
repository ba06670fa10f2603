import { pageJson } from '#app/domain/posts/page-json.ts'
import type { FeedPages } from './feed-memory.ts'

/**
 * A page of posts on its way from a loader to a feed: one text. The framework's own encoding goes through every field
 * of every post, on both sides, which took longer than rendering them.
 */
export type PackedPage = Readonly<{ packed: string }>

const unpacked = new WeakMap<PackedPage, FeedPages>()

export function packPage(page: FeedPages): PackedPage {
  const packed = { packed: pageJson(page) }
  // For the rendering, which is next in this process.
  unpacked.set(packed, page)
  return packed
}

/** The same object each time, so that it may stand in the dependencies of hooks. */
export function unpackPage(packed: PackedPage): FeedPages {
  const known = unpacked.get(packed)
  if (known) return known
  const page: FeedPages = JSON.parse(packed.packed)
  unpacked.set(packed, page)
  return page
}
