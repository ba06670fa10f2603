import { Form, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { BrandMark } from '#app/components/ui/brand.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'

type Props = {
  title: string
  hint: string
  notice?: string
  /** What is wrong with the whole form: an i18n key. */
  error?: string
  submit: string
  submitting: string
  otherwise: { question: string; href: string; answer: string }
  redirectTo?: string
  onSubmit?: (form: HTMLFormElement) => void
  children: ReactNode
}

/** The form of a page that is nothing but a form: signing in, signing up. */
export function AuthForm({ title, hint, notice, error, submit, submitting, ...props }: Props) {
  const { otherwise, redirectTo, onSubmit, children } = props
  const { t } = useTranslation()
  const isSending = useNavigation().state === 'submitting'
  const query = redirectTo && redirectTo !== '/' ? `?${new URLSearchParams({ redirectTo })}` : ''
  return (
    <>
      <a href="/" className="flex min-h-11 items-center gap-3 self-start text-lead font-bold tracking-tight">
        <BrandMark size={32} />
        {t('common.name')}
      </a>
      <h1 className="mt-8 text-display font-bold tracking-tight text-balance">{title}</h1>
      <p className="mt-1 mb-6 text-muted">{hint}</p>
      <Form method="post" className="grid gap-5" onSubmit={({ currentTarget }) => onSubmit?.(currentTarget)}>
        {notice ? <Notice tone="good">{notice}</Notice> : null}
        {error ? <Notice tone="bad">{errorText(t, error)}</Notice> : null}
        {children}
        <button type="submit" className="button button-accent w-full" aria-disabled={isSending || undefined}>
          {isSending ? submitting : submit}
        </button>
      </Form>
      <p className="mt-6 text-muted">
        {otherwise.question}{' '}
        <a href={otherwise.href + query} className="link inline-flex min-h-11 items-center font-semibold">
          {otherwise.answer}
        </a>
      </p>
    </>
  )
}
