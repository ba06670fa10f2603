import type { EmojiSet } from '#app/domain/emoji/emoji-set.ts'
import type { Id } from '#app/lib/id.ts'
import type { AuthorFact, PostFact } from '../post-facts.ts'
import type { PostView, QuotedView, QuoteView } from '../post-views.ts'
import { maySee, type Onlooker } from '../visibility/may-see.ts'
import { lineWithEmoji, withEmoji } from './emoji-segments.ts'

/** The post that another one quotes, where the reader may see it. */
export type Quoted = Readonly<{ post: PostFact; author: AuthorFact }>

/** What a post quotes, for a reader; null where it shows nothing, for whatever reason. */
export function quotedFor(onlooker: Onlooker, { quote }: PostFact, held: ReadonlyMap<Id, Quoted>): Quoted | null {
  const quoted = quote && !quote.isDetached ? held.get(quote.id) : undefined
  return quoted && maySee(onlooker, quoted.post, quoted.author) ? quoted : null
}

/** One level deep: what the quoted one quotes is on its own page. */
export function quoteView({ quote }: PostFact, quoted: Quoted | null, emoji: EmojiSet): QuoteView | null {
  if (!quote) return null
  if (!quoted) return { post: null }
  const { body, isFolded, createdAt, warning, lang, media } = quoted.post
  const imageCount = media.length
  const warningBody = lineWithEmoji(warning, emoji, createdAt)
  return {
    post: {
      id: quote.id,
      author: quoted.author.person,
      body: withEmoji(body, emoji, createdAt),
      ...{ isFolded, createdAt, warning, lang, imageCount },
      ...(warningBody && { warningBody }),
    },
  }
}

/** A post as one that quotes it shows it. */
export function quotedView({ media, ...post }: PostView): QuotedView {
  const { id, author, body, isFolded, createdAt, warning, warningBody, lang } = post
  const imageCount = media.length
  return { id, author, body, isFolded, createdAt, warning, lang, imageCount, ...(warningBody && { warningBody }) }
}
