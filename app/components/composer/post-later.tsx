import { type FormEvent, useEffect, useRef } from 'react'
import { Icon } from '#app/components/ui/icon.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'

const laterButton = 'later'

type Props = { publishAt?: string | null; isOff: boolean }

/** Has the post published at a time: the browser's own field, in the reader's time zone; without scripts in UTC. */
export function PostLater({ publishAt, isOff }: Props) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // The server does not know the reader's time zone.
    if (field.current && publishAt) field.current.value = localTime(new Date(publishAt))
  }, [publishAt])
  return (
    <details className="post-later" open={Boolean(publishAt)}>
      <summary className="icon-button" title={t('drafts.later')}>
        <Icon name="clock" />
        <span className="sr-only">{t('drafts.later')}</span>
      </summary>
      <div className="post-later-time">
        <label className="min-w-0 text-meta text-muted">
          {t('drafts.laterTime')}
          <input
            ref={field}
            type="datetime-local"
            name="publishAt"
            defaultValue={publishAt?.slice(0, 16)}
            className="input block"
          />
        </label>
        <button
          type="submit"
          name={laterButton}
          value="1"
          formAction="/scheduled"
          className="button button-plain button-sm self-end mb-1"
          aria-disabled={isOff || undefined}
        >
          {t('drafts.schedule')}
        </button>
        <p className="script-only w-full text-meta text-muted">{t('drafts.laterHint')}</p>
        <p className="no-script w-full text-meta text-muted">{t('drafts.laterHintUtc')}</p>
      </div>
    </details>
  )
}

/**
 * When a form that is being sent is to be posted: undefined for now, as by any button but the one for later; empty where
 * no time is given.
 */
export function laterOf({ nativeEvent, currentTarget }: FormEvent<HTMLFormElement>): string | undefined {
  const sentBy = nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null
  if (!(sentBy instanceof HTMLButtonElement) || sentBy.name !== laterButton) return undefined
  const field = currentTarget.elements.namedItem('publishAt')
  const date = new Date(field instanceof HTMLInputElement ? field.value : '')
  return Number.isNaN(date.getTime()) ? '' : date.toISOString()
}

/** As `datetime-local` wants it. */
function localTime(date: Date): string {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
