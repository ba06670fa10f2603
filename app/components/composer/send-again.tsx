import { PageHeader } from '#app/components/shell/page-header.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'

type Props = {
  /** Why it was not posted: an i18n key. */
  error: string | undefined
  /** The fields as they were sent. */
  values: Readonly<Record<string, string>>
}

/** A post that could not be taken now, as a form that sends it again. Needs nothing from the server. */
export function SendAgain({ error, values: { text, ...others } }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('errors.title.Unavailable')} back="/" />
      <form method="post" action="/compose" className="grid gap-4 px-4 py-6">
        <Notice tone="bad">{errorText(t, error)}</Notice>
        <label htmlFor="send-again" className="sr-only">
          {t('composer.label')}
        </label>
        <textarea
          id="send-again"
          name="text"
          rows={6}
          required
          dir="auto"
          defaultValue={text}
          className="w-full rounded-xl border border-line bg-transparent p-3 text-lead"
        />
        {Object.entries(others).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button type="submit" className="button button-accent justify-self-end">
          {t('composer.post')}
        </button>
      </form>
    </>
  )
}
