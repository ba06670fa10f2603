import { useEffect, useRef } from 'react'
import { Icon } from '#app/components/ui/icon.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'
import { CharacterCount } from './character-count.tsx'
import { ComposerField } from './composer-field.tsx'
import { notesId } from './composer-notes.tsx'
import type { Part, Thread } from './use-thread.ts'

type Props = {
  thread: Thread
  isPreviewed: boolean
  isReadOnly: boolean
  lang: string | undefined
  /** No fields for browsers without scripts. */
  isBrief: boolean
  /** Something is typed into one of them. */
  onWrite: () => void
}

/** Fields without scripts, by their number: enough for most threads. */
const plainFields = [2, 3, 4, 5]

/** The posts below the first one that go with it. */
export function ThreadParts({ thread, isBrief, ...shown }: Props) {
  const { t } = useTranslation()
  return (
    <>
      {thread.parts.map((part, index) => (
        <PartField key={part.id} part={part} number={index + 2} thread={thread} {...shown} />
      ))}
      {thread.isFull ? <p className="text-meta text-muted">{t('composer.threadFull')}</p> : null}
      {isBrief ? null : <PlainFields />}
    </>
  )
}

function PlainFields() {
  const { t } = useTranslation()
  return (
    <details className="no-script">
      <summary className="link min-h-11 py-3">{t('composer.threadWithoutScripts')}</summary>
      {plainFields.map((number) => (
        <label key={number} className="block pb-3 text-meta text-muted">
          {t('composer.part', { number })}
          <textarea name="more" rows={2} dir="auto" className="input block" />
        </label>
      ))}
    </details>
  )
}

type PartProps = Omit<Props, 'thread' | 'isBrief'> & { part: Part; number: number; thread: Thread }

function PartField({ part, number, thread, onWrite, ...shown }: PartProps) {
  const { t } = useTranslation()
  const field = useRef<HTMLTextAreaElement>(null)
  const count = thread.countOf(part)
  const id = `composer-${part.id}`
  const isNew = useRef(part.text === '')
  useEffect(() => {
    if (isNew.current) field.current?.focus()
  }, [])
  return (
    <div className="thread-part">
      <label htmlFor={id} className="text-meta text-muted">
        {t('composer.part', { number })}
      </label>
      <ComposerField
        field={field}
        id={id}
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
      <div className="flex items-center justify-end gap-2">
        <CharacterCount count={count} />
        <button
          type="button"
          className="icon-button"
          aria-label={t('composer.removePart', { number })}
          title={t('composer.removePart', { number })}
          onClick={() => thread.remove(part.id)}
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
