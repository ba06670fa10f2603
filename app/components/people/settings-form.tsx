import { Form, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Notice } from '#app/components/ui/notice.tsx'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'

type Props = { hint: string; done?: string; error?: string; submit: string; children: ReactNode }

/** One form of the settings, with what came of it. */
export function SettingsForm({ hint, done, error, submit, children }: Props) {
  const { t } = useTranslation()
  const isSending = useNavigation().state === 'submitting'
  return (
    <Form method="post" className="grid gap-5">
      <p className="text-muted">{hint}</p>
      {done ? <Notice tone="good">{done}</Notice> : null}
      {error ? <Notice tone="bad">{errorText(t, error)}</Notice> : null}
      {children}
      <button type="submit" className="button button-accent justify-self-start" aria-disabled={isSending || undefined}>
        {submit}
      </button>
    </Form>
  )
}
