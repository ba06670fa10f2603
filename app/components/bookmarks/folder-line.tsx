import { Form } from '@remix-run/react'
import { Icon } from '#app/components/ui/icon.tsx'
import { bookmarkLimits } from '#app/domain/bookmarks/bookmark-rules.ts'
import { useTranslation } from '#app/web/i18n-context.ts'

type Folder = Readonly<{ id: string; name: string; count: number }>

/** A folder, and what can be done with it: opens without a script, and says what deleting it does. */
export function FolderLine({ folder: { id, name, count } }: { folder: Folder }) {
  const { t } = useTranslation()
  return (
    <li className="border-b border-line px-4 py-2">
      <a href={`/bookmarks/${id}`} className="flex min-h-11 items-center gap-3">
        <Icon name="folder" />
        <span className="min-w-0 flex-1 truncate font-semibold">{name}</span>
        <span className="text-meta text-muted tabular-nums">{t('bookmarks.posts', { count })}</span>
      </a>
      <details>
        <summary className="link inline-flex min-h-11 items-center text-meta">
          {t('bookmarks.change')}
          <span className="sr-only"> {name}</span>
        </summary>
        <Form method="post" action={`/bookmarks/${id}/rename`} className="flex flex-wrap gap-3 pt-1">
          <input
            name="name"
            defaultValue={name}
            aria-label={t('bookmarks.newName', { name })}
            maxLength={bookmarkLimits.maxName}
            autoComplete="off"
            required
            className="input min-w-40 flex-1"
          />
          <button type="submit" className="button button-plain">
            {t('bookmarks.rename')}
          </button>
        </Form>
        <Form method="post" action={`/bookmarks/${id}/delete`} className="grid justify-items-start gap-3 py-3">
          <p className="text-pretty text-muted">{t('bookmarks.deleteHint')}</p>
          <button type="submit" className="button button-bad-plain">
            {t('bookmarks.delete')}
          </button>
        </Form>
      </details>
    </li>
  )
}
