import { Icon } from '#app/components/ui/icon.tsx'
import { maxAltCharacters } from '#app/domain/media/media-limits.ts'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import type { DraftImage } from './use-images.ts'

type Props = {
  images: readonly DraftImage[]
  onChange: (name: string, part: Partial<DraftImage>) => void
  onRetry: (image: DraftImage) => void
  onRemove: (name: string) => void
}

/** The images of the post that is being written, each with how far it is. */
export function ImageTray({ images, ...actions }: Props) {
  const { t } = useTranslation()
  if (images.length === 0) return null
  return (
    <ul className="tray" aria-label={t('composer.images')}>
      {images.map((image, index) => (
        <TrayImage key={image.name} image={image} number={index + 1} {...actions} />
      ))}
    </ul>
  )
}

type ImageProps = Omit<Props, 'images'> & { image: DraftImage; number: number }

function TrayImage({ image, number, onChange, onRetry, onRemove }: ImageProps) {
  const { t } = useTranslation()
  const { name, state, progress, problem, alt } = image
  return (
    <li className="tray-image">
      <img className="tray-shot" src={image.preview} alt={t('composer.image', { number })} />
      {state === 'sending' ? (
        <progress value={progress} aria-label={t('composer.sendingImage', { number })} />
      ) : state === 'preparing' ? (
        <progress aria-label={t('composer.preparingImage', { number })} />
      ) : null}
      <button
        type="button"
        className="icon-button tray-remove"
        onClick={() => onRemove(name)}
        aria-label={t(state === 'sending' ? 'composer.stopImage' : 'composer.removeImage', { number })}
      >
        <Icon name="x" />
      </button>
      {problem ? (
        <p role="alert" className="tray-problem">
          {errorText(t, problem)}
          {image.file && problem !== 'errors.media.type' && problem !== 'errors.media.tooLarge' ? (
            <button type="button" className="link min-h-11 px-2" onClick={() => onRetry(image)}>
              {t('common.retry')}
            </button>
          ) : null}
        </p>
      ) : (
        <input
          className="input"
          value={alt}
          maxLength={maxAltCharacters}
          placeholder={t('composer.alt')}
          aria-label={t('composer.altOf', { number })}
          onChange={(event) => onChange(name, { alt: event.target.value })}
        />
      )}
    </li>
  )
}
