import { Parser } from 'htmlparser2'
import { isBlank, normaliseText } from '#app/lib/text.ts'
import { type CardView, cardLimits } from './card-rules.ts'

/** What a page says of itself. */
export type CardText = Pick<CardView, 'title' | 'description' | 'siteName'>

/** The image that it names: an address of anywhere, nothing of which is checked yet. */
export type PageImage = Readonly<{ url: string; alt: string }>

export type PageCard = CardText & Readonly<{ pageImage: PageImage | null }>

/** Where each part stands in a page's head, the best first (https://ogp.me, Twitter's cards, HTML). */
const sources = {
  title: ['og:title', 'twitter:title', 'title'],
  description: ['og:description', 'twitter:description', 'description'],
  siteName: ['og:site_name', 'application-name'],
  image: ['og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src'],
  imageAlt: ['og:image:alt', 'twitter:image:alt'],
} as const
const wanted: ReadonlySet<string> = new Set(Object.values(sources).flat())

/** A title of a book is none. */
const maxRead = 10_000

/**
 * What the head of a page says, as plain text; null without a title. Its markup is never kept.
 * @param address of the page, to which that of its image may be relative
 */
export function readCard(html: string, address: string): PageCard | null {
  const found = readHead(html)
  const part = (name: keyof typeof cardLimits) => {
    for (const source of sources[name]) {
      const text = oneLine(found.get(source) ?? '', cardLimits[name])
      if (text) return text
    }
    return null
  }
  const title = part('title')
  const siteName = part('siteName')
  // It stands beside the host: what looks like another host is none.
  const isName = siteName !== null && !/[./:@]/.test(siteName)
  if (title === null) return null
  const pageImage = imageIn(found, { address, alt: part('imageAlt') ?? '' })
  return { title, description: part('description'), siteName: isName ? siteName : null, pageImage }
}

function imageIn(found: ReadonlyMap<string, string>, { address, alt }: { address: string; alt: string }) {
  const named = sources.image.map((source) => found.get(source)?.trim()).find(Boolean)
  const url = named && URL.canParse(named, address) ? new URL(named, address) : null
  return url && /^https?:$/.test(url.protocol) ? { url: url.href, alt } : null
}

/** The first of each name that says anything. The page's body is not looked at. */
function readHead(html: string): Map<string, string> {
  const found = new Map<string, string>()
  let title: string | null = null
  let isDone = false
  const keep = (name: string, text: string) => {
    if (!isDone && wanted.has(name) && !found.get(name)?.trim()) found.set(name, text.slice(0, maxRead))
  }
  const parser = new Parser({
    onopentag(tag, { property, name, content }) {
      if (tag === 'title') title = ''
      if (tag === 'meta' && content) keep((property ?? name ?? '').trim().toLowerCase(), content)
      if (tag === 'body') isDone = true
    },
    ontext(text) {
      if (title !== null && title.length < maxRead) title += text
    },
    onclosetag(tag) {
      if (tag === 'title' && title !== null) keep('title', title)
      if (tag === 'title') title = null
      if (tag === 'head') isDone = true
    },
  })
  for (let at = 0; at < html.length && !isDone; at += piece) parser.write(html.slice(at, at + piece))
  return found
}

const piece = 16_384

/** One line, at most so many characters (UTF-16 units), cut at a whole character. */
function oneLine(text: string, max: number): string | null {
  const line = normaliseText(text).replace(/\s+/g, ' ')
  if (isBlank(line)) return null
  return line.length <= max
    ? line
    : `${line
        .slice(0, max - 1)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`
}
