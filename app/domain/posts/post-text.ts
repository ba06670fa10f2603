import { find } from 'linkifyjs'
import 'linkify-plugin-hashtag'
import 'linkify-plugin-mention'
import type { Segment } from './post-views.ts'

/** What a link counts, however long it is. */
const linkCharacters = 23
/** Tags and mentions beyond these are text: an activity has at most 25 addresses. */
const maxTags = 12
const maxMentions = 12
/** Text past this is not searched for links: long imports stay cheap. */
const maxLinkedLength = 20_000
const maxShownLink = 40

/** Every link, tag and mention has one of these; a text without them is not searched, which is the dear part. */
const maybeLinked = /[#@]|:\/\/|www\./i

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The length of a text as people count it: graphemes, and 23 for a link. */
export function countCharacters(text: string): number {
  let count = 0
  for (const segment of segmentText(text)) {
    count += segment.type === 'link' ? linkCharacters : countGraphemes(segment.text)
  }
  return count
}

export function countGraphemes(text: string): number {
  let count = 0
  for (const _ of graphemes.segment(text)) count += 1
  return count
}

/** The text cut into plain text, links, #tags and @mentions; their texts joined are the text, but for shortened links. */
export function segmentText(text: string): Segment[] {
  if (text !== '' && !maybeLinked.test(text)) return [{ type: 'text', text }]
  const segments: Segment[] = []
  let plainFrom = 0
  let tags = 0
  let mentions = 0
  for (const found of find(text.slice(0, maxLinkedLength))) {
    const before = text[found.start - 1]
    const segment = toSegment(found.type, found.value, before)
    if (!segment) continue
    if (segment.type === 'tag' && ++tags > maxTags) continue
    if (segment.type === 'mention' && ++mentions > maxMentions) continue
    if (found.start > plainFrom) segments.push({ type: 'text', text: text.slice(plainFrom, found.start) })
    segments.push(segment)
    plainFrom = found.start + (segment.type === 'link' ? found.value.length : segment.text.length)
  }
  if (plainFrom < text.length) segments.push({ type: 'text', text: text.slice(plainFrom) })
  return segments
}

/** The tags in a text, lower case, each once. */
export function tagsIn(text: string): string[] {
  return [...new Set(segmentText(text).flatMap((segment) => (segment.type === 'tag' ? [segment.tag] : [])))]
}

/** The handles mentioned in a text, lower case, each once. */
export function mentionsIn(text: string): string[] {
  return [...new Set(segmentText(text).flatMap((segment) => (segment.type === 'mention' ? [segment.handle] : [])))]
}

/** A tag as addresses and feeds name it. Postgres takes no zero characters, and no tag has control characters. */
export function normaliseTag(tag: string): string {
  return tag
    .replace(/\p{Cc}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
}

function toSegment(type: string, value: string, before: string | undefined): Segment | null {
  const insideWord = before !== undefined && /[\p{L}\p{N}_]/u.test(before)
  if (type === 'hashtag' && !insideWord) {
    const tag = normaliseTag(value.slice(1))
    return tag.length <= 60 ? { type: 'tag', text: value, tag } : null
  }
  if (type === 'mention' && !insideWord) {
    const handle = /^@([A-Za-z0-9_]{2,30})(?![A-Za-z0-9_])/.exec(value)?.[1]
    return handle ? { type: 'mention', text: `@${handle}`, handle: handle.toLowerCase() } : null
  }
  if (type === 'url') return toLink(value)
  return null
}

/** Only http and https, never with a user name in front of the host, and the host is always shown. */
function toLink(value: string): Segment | null {
  const written = /^www\./i.test(value) ? `https://${value}` : value
  if (!/^https?:\/\//i.test(written)) return null
  if (!URL.canParse(written)) return null
  const url = new URL(written)
  if (url.username || url.password) return null
  const rest = `${url.pathname === '/' ? '' : url.pathname}${url.search}${url.hash}`
  const shown = url.host + rest
  const text = shown.length > maxShownLink ? `${shown.slice(0, Math.max(url.host.length, maxShownLink - 1))}…` : shown
  return { type: 'link', text, href: url.href }
}
