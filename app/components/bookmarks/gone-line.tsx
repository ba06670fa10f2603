import { Form } from '@remix-run/react'
import { useTranslation } from '#app/web/i18n-context.ts'

/** A bookmark whose post was deleted, or may not be seen any more. */
export function GoneLine({ postId }: { postId: string }) {
  const { t } = useTranslation()
  return (
    <li className="flex min-h-14 items-center justify-between gap-3 border-b border-line px-4 py-2">
      <p className="text-muted">{t('bookmarks.gone')}</p>
      <Form method="post" action={`/posts/${postId}/bookmark`} className="shrink-0" preventScrollReset>
        <button type="submit" name="on" value="0" className="button button-plain button-sm">
          {t('bookmarks.remove')}
        </button>
      </Form>
    </li>
  )
}
