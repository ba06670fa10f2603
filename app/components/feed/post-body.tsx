import type { ReactNode } from 'react'
import type { Segment } from '#app/domain/posts/post-views.ts'

/** A post's text with its links. Line breaks are kept by the style. */
export function PostBody({ body }: { body: readonly Segment[] }) {
  const parts: ReactNode[] = []
  let at = 0
  for (const segment of body) {
    parts.push(segment.type === 'text' ? segment.text : <TextLink key={at} segment={segment} />)
    at += segment.text.length
  }
  return parts
}

function TextLink({ segment }: { segment: Exclude<Segment, { type: 'text' }> }) {
  if (segment.type === 'tag') return <a href={`/tags/${encodeURIComponent(segment.tag)}`}>{segment.text}</a>
  if (segment.type === 'mention') return <a href={`/@${segment.handle}`}>{segment.text}</a>
  return (
    <a href={segment.href} rel="nofollow ugc noopener">
      {segment.text}
    </a>
  )
}

/** The text as it stands, for page titles. */
export function plainText(body: readonly Segment[]): string {
  return body.map((segment) => segment.text).join('')
}
