import { segmentText } from '../post-text.ts'

/** What a page that a post links to says of itself, as readers see it below the post. Text only. */
export type CardView = Readonly<{
  url: string
  /** In ASCII (punycode), so that letters that look alike are told apart. */
  host: string
  title: string
  description: string | null
  siteName: string | null
}>

/** Characters that a card shows. */
export const cardLimits = { title: 200, description: 400, siteName: 80 }

/** The link of a text that gets a card: the first that leads to another site, without its fragment. */
export function cardLink(text: string, ownOrigin: string): URL | null {
  for (const segment of segmentText(text)) {
    if (segment.type !== 'link') continue
    const url = new URL(segment.href)
    url.hash = ''
    if (url.origin !== ownOrigin) return url
  }
  return null
}
