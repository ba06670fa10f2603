import type { MouseEvent } from 'react'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { Slider } from '#app/components/ui/slider.tsx'
import { maxAltCharacters } from '#app/domain/media/media-limits.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import type { DraftImage } from './draft-images.ts'

type Props = { image: DraftImage; onChange: (part: Partial<DraftImage>) => void; onClose: () => void }

/** What an image shows, in words, and which part of it is to stay visible. What is changed here holds at once. */
export function ImageDialog({ image: { preview, alt, focus }, onChange, onClose }: Props) {
  const { t } = useTranslation()
  const [x, y] = focus

  function point(event: MouseEvent<HTMLElement>) {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    const part = (at: number, length: number) => Math.min(100, Math.max(0, Math.round((at / length) * 100)))
    onChange({ focus: [part(event.clientX - left, width), part(event.clientY - top, height)] })
  }

  return (
    <Dialog title={t('composer.describeTitle')} onClose={onClose}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the sliders below are the keyboard's way */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the same */}
      <div className="focus-shot" onClick={point}>
        <img src={preview} alt="" />
        <span className="focus-mark" style={{ left: `${x}%`, top: `${y}%` }} />
      </div>
      <label className="mt-4 mb-1.5 block font-semibold" htmlFor="image-alt">
        {t('composer.altLabel')}
      </label>
      <textarea
        id="image-alt"
        className="input"
        rows={3}
        dir="auto"
        value={alt}
        maxLength={maxAltCharacters}
        aria-describedby="image-alt-about"
        onChange={(event) => onChange({ alt: event.target.value })}
      />
      <p id="image-alt-about" className="mt-1.5 text-meta text-muted">
        {t('composer.altHint')} <span className="tabular-nums">{`${alt.length} / ${maxAltCharacters}`}</span>
      </p>
      <fieldset className="mt-4">
        <legend className="font-semibold">{t('composer.focus')}</legend>
        <p className="text-meta text-muted">{t('composer.focusHint')}</p>
        <Slider label={t('composer.focusX')} value={x} step={5} onSlide={(value) => onChange({ focus: [value, y] })} />
        <Slider label={t('composer.focusY')} value={y} step={5} onSlide={(value) => onChange({ focus: [x, value] })} />
      </fieldset>
      <div className="mt-4 flex justify-end">
        <button type="button" className="button button-accent" onClick={onClose}>
          {t('composer.done')}
        </button>
      </div>
    </Dialog>
  )
}
