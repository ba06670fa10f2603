import { Check } from '#app/components/ui/check.tsx'
import { acceptedTypes, maxAltCharacters, maxImages } from '#app/domain/media/media-limits.ts'
import { useTranslation } from '#app/web/i18n-context.ts'

type Props = {
  /** So many are kept from an earlier try. */
  held: number
  isSensitive: boolean
  /** Which of the further posts they are of, from 0 on. */
  further: number | undefined
}

/** Files that go with the form itself, each with its description. */
export function ImagesWithoutScripts({ held, isSensitive, further }: Props) {
  const prefix = further === undefined ? '' : `more${further}`
  const { t } = useTranslation()
  const numbers = Array.from({ length: maxImages - held }, (_, index) => index)
  return (
    <div className="no-script">
      {held > 0 ? <p className="text-meta text-muted">{t('composer.imagesKept', { count: held })}</p> : null}
      <details>
        <summary className="link min-h-11 py-3">
          {further === undefined ? t('composer.addImages') : t('composer.addImagesTo', { number: further + 2 })}
        </summary>
        {numbers.map((n) => (
          <fieldset key={n} className="grid gap-2 pb-3">
            <legend className="text-meta text-muted">{t('composer.image', { number: held + n + 1 })}</legend>
            <input type="file" name={`${prefix}image${n}`} accept={acceptedTypes} aria-label={t('composer.file')} />
            <input
              name={`${prefix}alt${n}`}
              maxLength={maxAltCharacters}
              className="input"
              placeholder={t('composer.alt')}
            />
          </fieldset>
        ))}
        <Check label={t('composer.sensitive')} name={`${prefix}isSensitive`} value="on" defaultChecked={isSensitive} />
      </details>
    </div>
  )
}
