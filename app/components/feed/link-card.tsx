import { cardSizes, mediaUrl } from '#app/domain/media/media-views.ts'
import type { CardImage, CardView } from '#app/domain/posts/link-cards/card-rules.ts'

/** `withImage`: not for what its poster wants to be asked for. */
type Props = { card: CardView; withImage: boolean }

/**
 * What a page that a post links to says of itself. Its words may run either way and say anything: each stands by itself,
 * and the host is always shown, on a line of its own.
 */
export function LinkCard({ card: { url, host, title, description, siteName, image }, withImage }: Props) {
  return (
    <a className="card" href={url} rel="nofollow ugc noopener">
      {image && withImage ? <Shot image={image} /> : null}
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

/** In a frame of one shape, whatever its own: nothing moves as it arrives. */
function Shot({ image: { key, alt, placeholder, hasAvif } }: { image: CardImage }) {
  return (
    <span className="card-shot">
      {placeholder ? <img className="haze" src={placeholder} alt="" /> : null}
      <picture>
        {hasAvif ? <source type="image/avif" srcSet={mediaUrl(key, 'small', 'avif')} /> : null}
        <img
          src={mediaUrl(key, 'small')}
          width={cardSizes.small}
          height={Math.round(cardSizes.small / 1.91)}
          alt={alt}
          loading="lazy"
          decoding="async"
        />
      </picture>
    </span>
  )
}
