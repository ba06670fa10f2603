import { pageJson } from '#app/domain/posts/views/page-json.ts'
import type { FeedPages } from './feed-memory.ts'
import { type PackedPage, rememberPage } from './packed-page.ts'
import { getRequestContext } from './request-context.server.ts'

/** For what a loader returns. In an answer that is a document the text stands there, once, as it is. */
export function packPage(page: FeedPages): PackedPage {
  const text = pageJson(page)
  const texts = getRequestContext()?.texts
  const packed = texts ? { at: texts.push(text) - 1 } : { text }
  rememberPage(packed, page)
  return packed
}
