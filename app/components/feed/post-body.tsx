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

/** The part of the text that is shown before "Show the whole post". */
export function foldBody(body: readonly Segment[], maxGraphemes: number): Segment[] {
  const shown: Segment[] = []
  let left = maxGraphemes
  for (const segment of body) {
    if (left <= 0) break
    // Code units are at least as many as graphemes: what is cut here was shown on the page of the post anyway.
    const fits = segment.text.length <= left
    shown.push(fits ? segment : { type: 'text', text: `${cutAtWord(segment.text, left)}…` })
    left -= segment.text.length
  }
  return shown
}

function cutAtWord(text: string, length: number): string {
  const cut = text.slice(0, length)
  const end = cut.search(/\s+\S*$/)
  return end > length / 2 ? cut.slice(0, end) : cut.replace(/[\ud800-\udbff]$/, '')
}
