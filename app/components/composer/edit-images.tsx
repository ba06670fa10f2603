import { useState } from 'react'
import { Check } from '#app/components/ui/check.tsx'
import { Slider } from '#app/components/ui/slider.tsx'
import { maxAltCharacters } from '#app/domain/media/media-limits.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import type { DraftImage } from './draft-images.ts'

type Props = {
  images: readonly DraftImage[]
  isSensitive: boolean
  /** What a form that came back had in these fields. */
  values: Readonly<Record<string, string>> | undefined
}

/** What a post says of its images, as fields of its form: they work without scripts, too. */
export function EditImages({ images, isSensitive, values }: Props) {
  const { t } = useTranslation()
  if (images.length === 0) return null
  return (
    <>
      {images.map((image, index) => (
        <EditImage key={image.name} image={image} index={index} alt={values?.[`alt${index}`] ?? image.alt} />
      ))}
      <Check
        label={t('composer.sensitive')}
        name="isSensitive"
        value="on"
        defaultChecked={values ? values.isSensitive === 'on' : isSensitive}
      />
    </>
  )
}

function EditImage({ image: { id, preview, focus }, index, alt }: { image: DraftImage; index: number; alt: string }) {
  const { t } = useTranslation()
  const [[x, y], setFocus] = useState(focus)
  const hintId = `alt-about-${index}`
  // The page's policy allows no styles that the server writes.
  const isTouched = x !== focus[0] || y !== focus[1]
  return (
    <fieldset className="grid gap-2">
      <legend className="font-semibold">{t('composer.image', { number: index + 1 })}</legend>
      <input type="hidden" name={`image${index}`} value={id} />
      <div className="focus-shot">
        <img src={preview} alt={alt} />
        {isTouched ? <span className="focus-mark" style={{ left: `${x}%`, top: `${y}%` }} /> : null}
      </div>
      <label className="block">
        {t('composer.altLabel')}
        <textarea
          name={`alt${index}`}
          className="input mt-1 block"
          rows={2}
          dir="auto"
          defaultValue={alt}
          maxLength={maxAltCharacters}
          aria-describedby={hintId}
        />
      </label>
      <p id={hintId} className="text-meta text-muted">
        {t('composer.altHint')}
      </p>
      <details>
        <summary className="link min-h-11 py-3">{t('composer.focus')}</summary>
        <p className="text-meta text-muted">{t('composer.focusHint')}</p>
        {/* In single steps: what was pointed at stays where it is. */}
        <Slider name={`x${index}`} label={t('composer.focusX')} value={x} onSlide={(to) => setFocus([to, y])} />
        <Slider name={`y${index}`} label={t('composer.focusY')} value={y} onSlide={(to) => setFocus([x, to])} />
      </details>
    </fieldset>
  )
}
