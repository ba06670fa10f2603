import type { Segment } from './post-views.ts'

/** What a link counts, however long it is. */
const linkCharacters = 23
/** What is longer is text: it would count 23 and could carry a book. */
const maxLinkUnits = 2048
/** Tags and mentions beyond these are text: an activity has at most 25 addresses, and a reply may be for one person more. */
const maxTags = 12
const maxMentions = 12
/** Text past this is not searched for links: long imports stay cheap. */
const maxLinkedLength = 20_000
const maxShownLink = 40
const maxTagLength = 60
/** The longest emoji has 15; a chain of joined characters past this is not one character to anybody. */
const maxGraphemeUnits = 24
/** UTF-16 units that the segmenter is given at once. */
const maxStretch = 512

/**
 * Every link, tag and mention, and what only begins like one. Each alternative is a fixed sign and one run, and what
 * was matched is not looked at again: linear in the text (docs/decisions/009-links-by-our-own-scanner.md).
 * No `i`: with `u` it would take the Kelvin sign for a k.
 */
const signs = new RegExp(
  [
    /(?<![A-Za-z0-9_])(?<link>(?:[hH][tT][tT][pP][sS]?:\/\/|[wW]{3}\.)[^\s<>"'\u3000-\u3002\u3008-\u3011“”‘’！（），：；？]+)/u,
    /(?<![\p{L}\p{M}\p{N}_])#(?<tag>[\p{L}\p{M}\p{N}_]+)/u,
    /(?<![\p{L}\p{M}\p{N}_])@(?<handle>[A-Za-z0-9_]+)/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
)

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The length of a text as people count it: graphemes, and 23 for a link. */
export function countCharacters(text: string): number {
  return segmentText(text).reduce((count, segment) => count + countSegment(segment), 0)
}

/** What a piece of a text counts. */
export function countSegment(segment: Segment): number {
  if (segment.type === 'link') return linkCharacters
  let count = 0
  for (const { grapheme } of graphemesOf(segment.text)) count += countGrapheme(grapheme)
  return count
}

/** What a piece of a text counts at most: a character has a UTF-16 unit or more. Costs nothing. */
export function mostOfSegment(segment: Segment): number {
  return segment.type === 'link' ? linkCharacters : segment.text.length
}

/** The beginning of a text that counts at most `max`. */
export function takeCharacters(text: string, max: number): string {
  let left = max
  for (const { grapheme, index } of graphemesOf(text)) {
    left -= countGrapheme(grapheme)
    if (left < 0) return text.slice(0, index)
  }
  return text
}

/**
 * The graphemes of a text, a stretch at a time: the segmenter's own cost grows with the square of what it is given. The
 * last grapheme of a stretch may go on after it, so the next stretch begins with it, unless it is as long as a stretch.
 */
function* graphemesOf(text: string): Generator<{ grapheme: string; index: number }> {
  for (let from = 0; from < text.length; ) {
    const found = [...graphemes.segment(text.slice(from, from + maxStretch))]
    const isLast = from + maxStretch >= text.length
    const whole = isLast || found.length === 1 ? found : found.slice(0, -1)
    for (const { segment, index } of whole) yield { grapheme: segment, index: from + index }
    from += whole.reduce((length, { segment }) => length + segment.length, 0)
  }
}

function countGrapheme({ length }: string): number {
  return length > maxGraphemeUnits ? length : 1
}

/** The text cut into plain text, links, #tags and @mentions; their texts joined are the text, but for shortened links. */
export function segmentText(text: string): Segment[] {
  const segments: Segment[] = []
  let plainFrom = 0
  let tags = 0
  let mentions = 0
  for (const { index, groups } of text.slice(0, maxLinkedLength).matchAll(signs)) {
    const found = toSegment(groups ?? {})
    if (!found) continue
    const { segment, length } = found
    if (segment.type === 'tag' && ++tags > maxTags) continue
    if (segment.type === 'mention' && ++mentions > maxMentions) continue
    if (index > plainFrom) segments.push({ type: 'text', text: text.slice(plainFrom, index) })
    segments.push(segment)
    plainFrom = index + length
  }
  if (plainFrom < text.length) segments.push({ type: 'text', text: text.slice(plainFrom) })
  return segments
}

/** The tags in a text, as their feeds are called, each once. */
export function tagsIn(text: string): string[] {
  return [...new Set(segmentText(text).flatMap((segment) => (segment.type === 'tag' ? [segment.tag] : [])))]
}

/** A tag as addresses and feeds name it. */
export function normaliseTag(tag: string): string {
  return tag.normalize('NFKC').toLowerCase()
}

/** Whether a normalised tag is one: letters, marks, digits and `_`, at least one letter. */
export function isTag(tag: string): boolean {
  return tag.length <= maxTagLength && /^[\p{L}\p{M}\p{N}_]+$/u.test(tag) && /\p{L}/u.test(tag)
}

/** `length`: how much of the text the piece stands for. */
type Found = { segment: Segment; length: number }

function toSegment({ link, tag, handle }: { [sign: string]: string | undefined }): Found | null {
  if (link) return toLink(link)
  if (tag) {
    const name = normaliseTag(tag)
    return isTag(name) ? { segment: { type: 'tag', text: `#${tag}`, tag: name }, length: tag.length + 1 } : null
  }
  if (!handle || handle.length < 2 || handle.length > 30) return null
  const segment = { type: 'mention', text: `@${handle}`, handle: handle.toLowerCase() } as const
  return { segment, length: segment.text.length }
}

/** Only http and https, never with a user name in front of the host, and the host is always shown. */
function toLink(run: string): Found | null {
  const written = run.slice(0, linkEnd(run))
  if (written.length > maxLinkUnits) return null
  const isBare = /^www/i.test(written)
  const address = isBare ? `https://${written}` : written
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.username || url.password || (isBare && !/^www\.[^.]+\.[^.]/.test(url.host))) return null
  const rest = `${url.pathname === '/' ? '' : url.pathname}${url.search}${url.hash}`
  const shown = url.host + rest
  const text = shown.length > maxShownLink ? `${shown.slice(0, Math.max(url.host.length, maxShownLink - 1))}…` : shown
  return { segment: { type: 'link', text, href: url.href }, length: written.length }
}

const openerOf: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** Where a link ends: before the punctuation of the sentence and the brackets that it stands in. One pass each way. */
function linkEnd(run: string): number {
  const counts: Record<string, number> = {}
  for (const [sign] of run.matchAll(/[()[\]{}]/g)) counts[sign] = (counts[sign] ?? 0) + 1
  let end = run.length
  for (; end > 0; end -= 1) {
    const last = run[end - 1] ?? ''
    const opener = openerOf[last]
    const isSurplus = opener !== undefined && (counts[last] ?? 0) > (counts[opener] ?? 0)
    if (!isSurplus && !/[.,:;!?*~|…([{]/.test(last)) return end
    counts[last] = (counts[last] ?? 0) - 1
  }
  return end
}
