import { useRef } from 'react'
import { Icon } from '#app/components/ui/icon.tsx'
import { acceptedTypes } from '#app/domain/media/media-limits.ts'
import { useTranslation } from '#app/web/i18n-context.ts'

/** The browser's own picker: files here, also the camera on a phone. */
export function AddImages({ onAdd, isFull }: { onAdd: (files: readonly File[]) => void; isFull: boolean }) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={field}
        type="file"
        multiple
        accept={acceptedTypes}
        hidden
        onChange={({ currentTarget }) => {
          onAdd([...(currentTarget.files ?? [])])
          // So that the same file can be chosen again.
          currentTarget.value = ''
        }}
      />
      <button
        type="button"
        className="icon-button script-only"
        aria-label={t('composer.addImages')}
        title={t('composer.addImages')}
        disabled={isFull}
        onClick={() => field.current?.click()}
      >
        <Icon name="image" />
      </button>
    </>
  )
}
