import { type ChangeEvent, type ClipboardEvent, type DragEvent, useRef } from 'react'
import { Icon, type IconName } from '#app/components/ui/icon.tsx'
import { acceptedTypes } from '#app/domain/media/media-limits.ts'
import { useTranslation } from '#app/web/i18n-context.ts'

type Props = {
  onAdd: (files: readonly File[]) => void
  isFull: boolean
  /** Of a further post. */
  number?: number
}

/** The browser's own picker, and on a phone its camera. */
export function AddImages({ number, ...adding }: Props) {
  const { t } = useTranslation()
  return (
    <span className="script-only flex">
      <Picker
        icon="image"
        label={number === undefined ? t('composer.addImages') : t('composer.addImagesTo', { number })}
        {...adding}
      />
      <span className="touch-only">
        <Picker
          icon="camera"
          label={number === undefined ? t('composer.takePhoto') : t('composer.takePhotoFor', { number })}
          isCamera
          {...adding}
        />
      </span>
    </span>
  )
}

type PickerProps = Omit<Props, 'number'> & { icon: IconName; label: string; isCamera?: boolean }

function Picker({ icon, label, onAdd, isFull, isCamera = false }: PickerProps) {
  const field = useRef<HTMLInputElement>(null)

  function take({ currentTarget }: ChangeEvent<HTMLInputElement>) {
    onAdd([...(currentTarget.files ?? [])])
    // So that the same file can be chosen again.
    currentTarget.value = ''
  }

  return (
    <>
      <input
        ref={field}
        type="file"
        hidden
        accept={isCamera ? 'image/*' : acceptedTypes}
        capture={isCamera ? 'environment' : undefined}
        multiple={!isCamera}
        onChange={take}
      />
      <button
        type="button"
        className="icon-button"
        aria-label={label}
        title={label}
        disabled={isFull}
        onClick={() => field.current?.click()}
      >
        <Icon name={icon} />
      </button>
    </>
  )
}

/** What a post catches: pictures that are dropped on it, or pasted into it. Not what a post inside has caught. */
export function catchImages(onAdd: Props['onAdd']) {
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files')
  return {
    onDragOver(event: DragEvent<HTMLElement>) {
      if (!hasFiles(event) || event.defaultPrevented) return
      event.preventDefault()
      event.currentTarget.dataset.drop = ''
    },
    onDragLeave({ currentTarget, relatedTarget }: DragEvent<HTMLElement>) {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) delete currentTarget.dataset.drop
    },
    onDrop(event: DragEvent<HTMLElement>) {
      delete event.currentTarget.dataset.drop
      if (!hasFiles(event) || event.defaultPrevented) return
      event.preventDefault()
      onAdd([...event.dataTransfer.files])
    },
    onPaste(event: ClipboardEvent<HTMLElement>) {
      const { files, types } = event.clipboardData
      // Word processors put a picture of the text beside it.
      if (files.length === 0 || types.includes('text/plain') || event.defaultPrevented) return
      event.preventDefault()
      onAdd([...files])
    },
  }
}
