import type { MouseEvent } from 'react'
import { avifUrl, type MediaView, mediaUrl, widthAt } from '#app/domain/media/media-views.ts'
import { openImages } from '#app/web/image-viewer.ts'
import type { PostWords } from './post-words.ts'

type Props = {
  images: readonly MediaView[]
  words: PostWords
}

/** The images of a post, one to four in a grid: sizes known beforehand, so that nothing moves as they arrive. */
export function PostImages({ images, words }: Props) {
  if (images.length === 0) return null
  // Without scripts, the link does.
  function open(event: MouseEvent<HTMLElement>, index: number) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    openImages(images, index)
  }
  const grid = (
    <div className={`pics pics-${images.length}`}>
      {images.map((image, index) => (
        <PostImage
          key={image.key}
          image={image}
          label={words.imageOf(index + 1, images.length)}
          words={words}
          isAlone={images.length === 1}
          onOpen={(event) => open(event, index)}
        />
      ))}
    </div>
  )
  if (!images.some(({ isSensitive }) => isSensitive)) return grid
  return (
    <details className="veil">
      <summary>
        {images[0]?.placeholder ? <img className="haze" src={images[0].placeholder} alt="" /> : null}
        <b className="veil-word">{words.sensitive}</b>
        <span className="veil-word veil-act closed">{words.sensitiveShow}</span>
        <span className="veil-word veil-act opened">{words.sensitiveHide}</span>
      </summary>
      {grid}
    </details>
  )
}

type ImageProps = {
  image: MediaView
  label: string
  words: PostWords
  isAlone: boolean
  onOpen: (event: MouseEvent<HTMLElement>) => void
}

function PostImage({ image, label, words, isAlone, onOpen }: ImageProps) {
  const { key, state, width, height, alt, placeholder, isAnimated } = image
  if (state !== 'ready') {
    return <p className="pic pic-none">{state === 'waiting' ? words.imageWaiting : words.imageFailed}</p>
  }
  const sizes = isAlone ? '(width<600px) 85vw,520px' : '(width<600px) 43vw,260px'
  const [small, medium] = [avifUrl(image, 'small'), avifUrl(image, 'medium')]
  return (
    <div className="pic">
      <a href={mediaUrl(key, 'large')} onClick={onOpen}>
        {placeholder ? <img className="haze" src={placeholder} alt="" /> : null}
        <picture>
          {small && medium ? <source type="image/avif" srcSet={sourcesOf(image, small, medium)} sizes={sizes} /> : null}
          <img
            className={`shot${focusClass(image)}`}
            src={mediaUrl(key, 'medium')}
            srcSet={sourcesOf(image, mediaUrl(key, 'small'), mediaUrl(key, 'medium'))}
            sizes={sizes}
            width={width}
            height={height}
            alt={alt || label}
            loading="lazy"
            decoding="async"
          />
        </picture>
      </a>
      {isAnimated ? (
        <span className="pic-mark" aria-hidden="true">
          GIF
        </span>
      ) : null}
      {alt ? (
        <details className="alt">
          <summary aria-label={words.altOf}>
            <b>ALT</b>
          </summary>
          <p dir="auto">{alt}</p>
        </details>
      ) : null}
    </div>
  )
}

function sourcesOf(image: MediaView, small: string, medium: string): string {
  return `${small} ${widthAt(image, 'small')}w,${medium} ${widthAt(image, 'medium')}w`
}

/** In steps of a tenth, as classes: the page's policy allows no styles in elements. Nothing for the middle. */
function focusClass({ focus: [x, y] }: Pick<MediaView, 'focus'>): string {
  return `${x === 50 ? '' : ` fx-${Math.round(x / 10)}`}${y === 50 ? '' : ` fy-${Math.round(y / 10)}`}`
}
