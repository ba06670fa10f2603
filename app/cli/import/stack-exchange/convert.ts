import { compile } from 'html-to-text'
import { maxImportedCharacters } from '#app/domain/posts/post-rules.ts'
import { normaliseText } from '#app/lib/text.ts'
import type { Site } from './site.ts'

/** Text past this is not searched for tags, so the tags of a longer question stand in front of it. */
const searchedForTags = 19_000
const wordJoiner = '\u2060'
/** What the sites' editor writes where nobody described an image. */
const editorsAlt = 'alt="enter image description here"'

/** Turns what people wrote on a site into the text of posts. */
export function createConverter(site: Site) {
  const absolute = (path: string) =>
    URL.canParse(path) || !URL.canParse(path, site.url) ? path : new URL(path, site.url).href
  const linkBrackets: [string, string] = ['(', ')']
  const link = { pathRewrite: absolute, linkBrackets }
  const heading = { format: 'heading', options: { uppercase: false, leadingLineBreaks: 2 } }
  const toText = compile({
    wordwrap: false,
    limits: { maxDepth: 100 },
    selectors: [
      { selector: 'a', options: { ...link, hideLinkHrefIfSameAsText: true } },
      { selector: 'img', options: link },
      { selector: 'ul', options: { itemPrefix: '• ' } },
      { selector: 'code', format: 'inlineSurround', options: { prefix: '`', suffix: '`' } },
      { selector: 'pre > code', format: 'inline' },
      { selector: 'hr', format: 'blockString', options: { string: '⁂' } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, ...heading })),
      ...['script', 'style'].map((selector) => ({ selector, format: 'skip' })),
    ],
  })
  const fromHtml = (html: string) => inert(toText(html.replaceAll(editorsAlt, 'alt="image"')))

  return {
    /** Title, text and tags. */
    question({ title, text, tags }: { title: string; text: string; tags: readonly string[] }): string {
      const body = fromHtml(text)
      const hashtags = [...new Set(tags.map(toHashtag))].join(' ')
      const parts = body.length > searchedForTags ? [title, hashtags, body] : [title, body, hashtags]
      return whole([inert(parts[0] ?? ''), ...parts.slice(1)].join('\n\n'))
    },
    answer: ({ text }: { text: string }): string => whole(fromHtml(text)),
    /** Comments are written in a small part of Markdown; only its links are not readable as they are. */
    comment: ({ text }: { text: string }): string =>
      whole(inert(text.replace(/\[([^[\]]+)\]\((https?:\/\/[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)/g, '$1 ($2)'))),
    bio: ({ aboutMe }: { aboutMe: string }): string => normaliseText(fromHtml(aboutMe)),
  }
}

export type Converter = ReturnType<typeof createConverter>

/** `pale-ale` → `#pale_ale`, `c++` → `#cplusplus`. */
export function toHashtag(tag: string): string {
  const word = tag
    .normalize('NFKC')
    .replace(/^\./, 'dot')
    .replaceAll('+', 'plus')
    .replaceAll('#', 'sharp')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
  return `#${word}`
}

/** As it is stored. Past the limit, which no site allows either, it is cut. */
function whole(text: string): string {
  const normal = normaliseText(text)
  if (normal.length <= maxImportedCharacters) return normal
  return `${[...normal].slice(0, maxImportedCharacters - 1).join('')}…`
}

/**
 * The same text, in which nothing addresses anybody: `@name` means somebody elsewhere and may be a stranger's handle
 * here, and `#1` is no topic. An invisible joiner behind the sign keeps them text.
 */
function inert(text: string): string {
  return text.replace(/https?:\/\/\S+|(?<![\p{L}\p{N}_])[@#](?=[\p{L}\p{N}_])/giu, (found) =>
    found.length === 1 ? found + wordJoiner : found,
  )
}
