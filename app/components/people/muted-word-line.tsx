import { Form } from '@remix-run/react'
import { ExactTime } from '#app/components/ui/time.tsx'
import { useTranslation } from '#app/web/i18n-context.ts'

type Word = Readonly<{
  id: string
  phrase: string
  action: 'hide' | 'warn'
  inHome: boolean
  inNotifications: boolean
  inSearch: boolean
  expiresAt: string | null
}>

/** A muted word: what is done, where, until when, and the way out. */
export function MutedWordLine({ word: { id, phrase, action, expiresAt, ...places } }: { word: Word }) {
  const { t } = useTranslation()
  const where = (['inHome', 'inNotifications', 'inSearch'] as const).flatMap((place) =>
    places[place] ? t(`words.${place}Short`) : [],
  )
  return (
    <li className="flex items-center gap-3 border-b border-line py-3">
      <div className="min-w-0 flex-1">
        <p className="font-semibold break-words" dir="auto">
          {phrase}
        </p>
        <p className="text-meta text-muted">
          {t(`words.${action}Short`)} · {where.join(', ')}
          {expiresAt ? (
            <>
              {' · '}
              {t('words.until')} <ExactTime at={expiresAt} />
            </>
          ) : null}
        </p>
      </div>
      <Form method="post" action={`/settings/words/${id}/delete`} className="shrink-0" preventScrollReset>
        <button type="submit" className="button button-plain button-sm" aria-label={t('words.removeLabel', { phrase })}>
          {t('words.remove')}
        </button>
      </Form>
    </li>
  )
}
