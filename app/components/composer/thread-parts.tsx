import { useEffect, useRef } from 'react'
import { Icon } from '#app/components/ui/icon.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { plainParts } from '#app/web/plain-parts.ts'
import { AddImages, catchImages } from './add-images.tsx'
import { CharacterCount } from './character-count.tsx'
import { ComposerField } from './composer-field.tsx'
import { ComposerImages } from './composer-images.tsx'
import { notesId } from './composer-notes.tsx'
import { ImagesWithoutScripts } from './images-without-scripts.tsx'
import type { Part } from './thread-field.ts'
import type { AllImages } from './use-images.ts'
import type { Thread } from './use-thread.ts'

type Props = {
  thread: Thread
  images: AllImages
  onAddImages: (files: readonly File[], post: number) => void
  isPreviewed: boolean
  isReadOnly: boolean
  lang: string | undefined
  /** No fields for browsers without scripts. */
  isBrief: boolean
  /** Something is typed into one of them. */
  onWrite: () => void
}

/** The posts below the first one that go with it. */
export function ThreadParts({ thread, isBrief, ...shown }: Props) {
  const { t } = useTranslation()
  return (
    <>
      {thread.parts.map((part, index) => (
        <PartField key={part.id} part={part} index={index} thread={thread} isBrief={isBrief} {...shown} />
      ))}
      {thread.isFull ? <p className="text-meta text-muted">{t('composer.threadFull')}</p> : null}
      {isBrief ? null : <PlainFields from={thread.parts.length} />}
    </>
  )
}

/** For browsers without scripts. */
function PlainFields({ from }: { from: number }) {
  const { t } = useTranslation()
  const left = Array.from({ length: Math.max(0, plainParts - from) }, (_, at) => from + at)
  return (
    <details className="no-script">
      <summary className="link min-h-11 py-3">{t('composer.threadWithoutScripts')}</summary>
      {left.map((index) => (
        <div key={index} className="pb-3">
          <label className="block text-meta text-muted">
            {t('composer.part', { number: index + 2 })}
            <textarea name="more" rows={2} dir="auto" className="input block" />
          </label>
          <ImagesWithoutScripts held={0} isSensitive={false} further={index} />
        </div>
      ))}
    </details>
  )
}

type PartProps = Omit<Props, 'thread'> & { part: Part; index: number; thread: Thread }

function PartField({ part, index, thread, images, onAddImages, isBrief, onWrite, ...shown }: PartProps) {
  const { t } = useTranslation()
  const field = useRef<HTMLTextAreaElement>(null)
  const count = thread.countOf(part)
  const id = `composer-${part.id}`
  const number = index + 2
  const own = images.of(part.id)
  const onAdd = (files: readonly File[]) => onAddImages(files, part.id)
  const isNew = useRef(part.isNew)
  useEffect(() => {
    if (isNew.current) field.current?.focus()
  }, [])

  function remove() {
    own.removeAll()
    thread.remove(part.id)
  }

  return (
    <div className="thread-part" {...catchImages(onAdd)}>
      <label htmlFor={id} className="text-meta text-muted">
        {t('composer.part', { number })}
      </label>
      <ComposerField
        field={field}
        id={id}
        name="more"
        given={part.text}
        text={part.text}
        isInvalid={false}
        placeholder={t('composer.partPlaceholder')}
        describedBy={notesId}
        onWrite={(text) => {
          onWrite()
          thread.write(part.id, text)
        }}
        {...shown}
        isPreviewed={shown.isPreviewed && part.text.trim() !== ''}
      />
      <ComposerImages images={own} further={index} isBrief={isBrief} />
      <div className="-ms-3 flex items-center justify-end gap-2">
        <AddImages onAdd={onAdd} isFull={own.isFull} number={number} />
        <span className="flex-1" />
        <CharacterCount count={count} />
        <button
          type="button"
          className="script-only icon-button"
          aria-label={t('composer.removePart', { number })}
          title={t('composer.removePart', { number })}
          onClick={remove}
        >
          <Icon name="x" />
        </button>
      </div>
    </div>
  )
}

/** Goes on with another post below. */
export function AddPart({ thread, isOff }: { thread: Thread; isOff: boolean }) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      className="script-only icon-button"
      aria-label={t('composer.addPart')}
      title={t('composer.addPart')}
      disabled={isOff || thread.isFull}
      onClick={thread.add}
    >
      <Icon name="plus" />
    </button>
  )
}
