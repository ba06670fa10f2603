import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Icon } from '#app/components/ui/icon.tsx'
import { avifUrl, type MediaView, mediaUrl } from '#app/domain/media/media-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { closeImages, type OpenImages } from '#app/web/image-viewer.ts'

/**
 * The images of a post, each as large as there is room, with what they show in words. Side by side in a row that snaps, so
 * that a swipe is the browser's own; arrow keys, Home and End move in it, Escape or a click beside closes.
 */
export default function ImageViewer({ images, index: first }: OpenImages) {
  const { t } = useTranslation()
  const dialog = useRef<HTMLDialogElement>(null)
  const reel = useRef<HTMLDivElement>(null)
  const [index, setIndex] = useState(first)
  const last = images.length - 1

  useEffect(() => {
    const before = document.activeElement
    if (!dialog.current?.open) dialog.current?.showModal()
    show(reel.current, first, 'instant')
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [first])

  function go(to: number) {
    show(reel.current, Math.min(last, Math.max(0, to)))
  }

  function onKeyDown(event: KeyboardEvent) {
    const to = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: last }[event.key]
    if (to === undefined) return
    event.preventDefault()
    go(to)
  }

  return (
    <dialog
      ref={dialog}
      className="viewer"
      aria-label={t('media.viewer')}
      onClose={closeImages}
      onKeyDown={onKeyDown}
      onClick={({ target }) => target instanceof HTMLElement && 'beside' in target.dataset && closeImages()}
    >
      <div
        ref={reel}
        className="reel"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached
        tabIndex={0}
        onScroll={({ currentTarget }) =>
          setIndex(Math.round(Math.abs(currentTarget.scrollLeft) / currentTarget.clientWidth))
        }
      >
        {images.map((image, at) => (
          <Sheet
            key={image.key}
            image={image}
            label={t('media.imageOf', { number: at + 1, count: images.length })}
            isShown={at === index}
          />
        ))}
      </div>
      <p className="viewer-count" aria-live="polite">
        {images.length > 1 ? t('media.imageOf', { number: index + 1, count: images.length }) : null}
      </p>
      <button type="button" className="icon-button viewer-close" aria-label={t('media.close')} onClick={closeImages}>
        <Icon name="x" large />
      </button>
      {index > 0 ? (
        <button
          type="button"
          className="icon-button viewer-back"
          aria-label={t('media.previous')}
          onClick={() => go(index - 1)}
        >
          <Icon name="chevron-left" large />
        </button>
      ) : null}
      {index < last ? (
        <button
          type="button"
          className="icon-button viewer-next"
          aria-label={t('media.next')}
          onClick={() => go(index + 1)}
        >
          <Icon name="chevron-right" large />
        </button>
      ) : null}
    </dialog>
  )
}

function show(reel: HTMLElement | null, index: number, behavior: ScrollBehavior = 'auto') {
  reel?.children[index]?.scrollIntoView({ behavior, block: 'nearest', inline: 'start' })
}

type SheetProps = { image: MediaView; label: string; isShown: boolean }

function Sheet({ image, label, isShown }: SheetProps) {
  const { key, width, height, alt } = image
  const avif = avifUrl(image, 'large')
  return (
    <figure className="sheet" data-beside="" aria-hidden={!isShown}>
      <picture>
        {avif ? <source type="image/avif" srcSet={avif} /> : null}
        <img src={mediaUrl(key, 'large')} width={width} height={height} alt={alt || label} />
      </picture>
      {alt ? (
        <figcaption dir="auto" aria-hidden="true">
          {alt}
        </figcaption>
      ) : null}
    </figure>
  )
}
