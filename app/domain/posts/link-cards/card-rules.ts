import type { MediaView } from '#app/domain/media/media-views.ts'
import { segmentText } from '../post-text.ts'

/** A page's own image, as this server keeps it: `/media/<key>/small.webp`. */
export type CardImage = Pick<MediaView, 'key' | 'width' | 'height' | 'alt' | 'thumbhash' | 'placeholder' | 'hasAvif'>

/** What a page that a post links to says of itself, as readers see it below the post. */
export type CardView = Readonly<{
  url: string
  /** In ASCII (punycode), so that letters that look alike are told apart. */
  host: string
  title: string
  description: string | null
  siteName: string | null
  image: CardImage | null
}>

/** Characters that a card shows. */
export const cardLimits = { title: 200, description: 400, siteName: 80, imageAlt: 400 }

/** UTF-16 units of an address that is kept. Letters that an address has to spell out grow up to ninefold. */
const maxAddress = 2048

/** The link of a text that gets a card: the first that leads to another site, without its fragment. */
export function cardLink(text: string, ownOrigin: string): URL | null {
  for (const segment of segmentText(text)) {
    if (segment.type !== 'link') continue
    const url = new URL(segment.href)
    url.hash = ''
    if (url.origin !== ownOrigin && url.href.length <= maxAddress) return url
  }
  return null
}
