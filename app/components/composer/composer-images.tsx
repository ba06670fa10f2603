import { useState } from 'react'
import { Check } from '#app/components/ui/check.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { type DraftImage, imagesField } from './draft-images.ts'
import { ImageDialog } from './image-dialog.tsx'
import { ImageTray } from './image-tray.tsx'
import { ImagesWithoutScripts } from './images-without-scripts.tsx'
import type { Images } from './use-images.ts'

type Props = {
  images: Images
  /** Which of the further posts they are of, from 0 on. */
  further?: number
  isBrief: boolean
}

/** The images of a post that is being written, and what there is to say of them. */
export function ComposerImages({ images: { images, isSensitive, setSensitive, change, ...actions }, ...props }: Props) {
  const { further, isBrief } = props
  const { t } = useTranslation()
  const [described, describe] = useState<string>()
  const shown = images.find(({ name }) => name === described)
  const onChange = (part: Partial<DraftImage>) => shown && change(shown.name, part)
  const label = further === undefined ? t('composer.images') : t('composer.imagesOf', { number: further + 2 })
  return (
    <>
      <input type="hidden" name={further === undefined ? 'media' : 'moreMedia'} value={imagesField(images)} />
      <ImageTray
        label={label}
        images={images}
        onDescribe={describe}
        onRetry={actions.retry}
        onRemove={actions.remove}
      />
      {images.length > 0 ? (
        <div className="script-only w-fit text-muted">
          <Check
            label={t('composer.sensitive')}
            checked={isSensitive}
            onChange={(event) => setSensitive(event.target.checked)}
          />
        </div>
      ) : null}
      {shown ? <ImageDialog image={shown} onChange={onChange} onClose={() => describe(undefined)} /> : null}
      {isBrief ? null : <ImagesWithoutScripts held={images.length} isSensitive={isSensitive} further={further} />}
    </>
  )
}
