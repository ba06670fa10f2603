import type { ReactNode } from 'react'
import type { PostView, Segment } from '#app/domain/posts/post-views.ts'
import { EmojiImage } from './reaction-face.tsx'

/** A post's text with its links and emoji. Line breaks are kept by the style. */
export function PostBody({ body }: { body: readonly Segment[] }) {
  const parts: ReactNode[] = []
  let at = 0
  for (const segment of body) {
    parts.push(segment.type === 'text' ? segment.text : <Marked key={at} segment={segment} />)
    at += segment.text.length
  }
  return parts
}

/** The same where everything is one link. */
export function UnlinkedBody({ body }: { body: readonly Segment[] }) {
  if (!body.some(({ type }) => type === 'emoji')) return plainText(body)
  return (
    <PostBody
      body={body.map((segment) => (segment.type === 'emoji' ? segment : { type: 'text', text: segment.text }))}
    />
  )
}

function Marked({ segment }: { segment: Exclude<Segment, { type: 'text' }> }) {
  if (segment.type === 'emoji') return <EmojiImage src={segment.src} alt={segment.text} />
  if (segment.type === 'tag') return <a href={`/tags/${encodeURIComponent(segment.tag)}`}>{segment.text}</a>
  if (segment.type === 'mention') return <a href={`/@${segment.handle}`}>{segment.text}</a>
  return (
    <a href={segment.href} rel="nofollow ugc noopener">
      {segment.text}
    </a>
  )
}

/** What a post is folded behind. */
export function Warning({ post: { warning, warningBody } }: { post: Pick<PostView, 'warning' | 'warningBody'> }) {
  return warningBody ? <PostBody body={warningBody} /> : warning
}

/** The text as it stands, for page titles. */
export function plainText(body: readonly Segment[]): string {
  return body.map((segment) => segment.text).join('')
}
