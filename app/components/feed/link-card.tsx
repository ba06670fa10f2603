import type { CardView } from '#app/domain/posts/link-cards/card-rules.ts'

/**
 * What a page that a post links to says of itself. Its words may run either way and say anything: each stands by itself,
 * and the host is always shown, on a line of its own.
 */
export function LinkCard({ card: { url, host, title, description, siteName } }: { card: CardView }) {
  return (
    <a className="card" href={url} rel="nofollow ugc noopener">
      <span>
        <bdi dir="ltr">{host}</bdi>
        {siteName ? ' · ' : null}
        {siteName ? <bdi>{siteName}</bdi> : null}
      </span>
      <b dir="auto">{title}</b>
      {description ? <span dir="auto">{description}</span> : null}
    </a>
  )
}
