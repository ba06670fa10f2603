import { Icon } from '#app/components/ui/icon.tsx'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import type { DraftImage } from './draft-images.ts'

type Props = {
  label: string
  images: readonly DraftImage[]
  onDescribe: (name: string) => void
  onRetry: (image: DraftImage) => void
  onRemove: (image: DraftImage) => void
}

/** The images of a post that is being written, each with how far it is. */
export function ImageTray({ label, images, ...actions }: Props) {
  if (images.length === 0) return null
  return (
    <ul className="tray" aria-label={label}>
      {images.map((image, index) => (
        <TrayImage key={image.name} image={image} number={index + 1} {...actions} />
      ))}
    </ul>
  )
}

type ImageProps = Omit<Props, 'images' | 'label'> & { image: DraftImage; number: number }

function TrayImage({ image, number, onDescribe, onRetry, onRemove }: ImageProps) {
  const { t } = useTranslation()
  const { name, state, progress, problem, alt } = image
  return (
    <li className="tray-image">
      <div className="tray-frame">
        <img className="tray-shot" src={image.preview} alt={alt || t('composer.image', { number })} />
        {state === 'sending' || state === 'preparing' ? (
          <progress
            // Without a value while nobody knows how long it takes.
            value={state === 'sending' ? progress : undefined}
            aria-label={t(state === 'sending' ? 'composer.sendingImage' : 'composer.preparingImage', { number })}
          />
        ) : null}
        <button
          type="button"
          className="icon-button tray-remove"
          onClick={() => onRemove(image)}
          aria-label={t(state === 'sending' ? 'composer.stopImage' : 'composer.removeImage', { number })}
        >
          <Icon name="x" />
        </button>
      </div>
      {problem ? (
        <p role="alert" className="tray-problem">
          {errorText(t, problem)}{' '}
          {image.file && !isHopeless(problem) ? (
            <button type="button" className="link min-h-11" onClick={() => onRetry(image)}>
              {t('common.retry')}
            </button>
          ) : null}
        </p>
      ) : (
        <button
          type="button"
          className="button button-plain button-sm"
          onClick={() => onDescribe(name)}
          aria-label={t(alt ? 'composer.changeAltOf' : 'composer.addAltOf', { number })}
        >
          <Icon name={alt ? 'check' : 'square-pen'} />
          {t(alt ? 'composer.described' : 'composer.describe')}
        </button>
      )}
    </li>
  )
}

/** The same file would be refused again. */
function isHopeless(problem: string): boolean {
  return /\.(type|tooLarge|broken|tooManyPixels|tooManyFrames|tooHeavy)$/.test(problem)
}
