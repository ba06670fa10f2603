import { Form } from '@remix-run/react'
import { EmojiImage } from '#app/components/feed/reaction-face.tsx'
import { Empty } from '#app/components/ui/empty.tsx'
import { Icon } from '#app/components/ui/icon.tsx'
import type { AdminEmoji } from '#app/domain/emoji/emoji-views.ts'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'

/** All emoji, those that are retired last. */
export function EmojiList({ emoji }: { emoji: readonly AdminEmoji[] }) {
  const { t } = useTranslation()
  if (emoji.length === 0) return <Empty icon="smile-plus" title={t('emoji.none')} hint={t('emoji.noneHint')} />
  return (
    <ul aria-label={t('emoji.title')}>
      {emoji.map((each) => (
        <li key={each.id} className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-3">
          <span className="grow basis-52">
            <EmojiState emoji={each} />
          </span>
          <span className="flex gap-2">
            <a
              href={`/admin/emoji/${each.id}`}
              className="button button-plain button-sm"
              aria-label={t('emoji.editLabel', { name: each.name })}
            >
              {t('emoji.edit')}
            </a>
            <RetireForm emoji={each} />
          </span>
        </li>
      ))}
    </ul>
  )
}

/** What an emoji looks like, what it is called, and how it stands with it. */
export function EmojiState({ emoji }: { emoji: AdminEmoji }) {
  const { name, description, category, src, state, failure, isRetired } = emoji
  const { t } = useTranslation()
  const about = [isRetired ? t('emoji.retired') : '', category, description].filter(Boolean)
  return (
    <span className="flex items-center gap-3">
      <span className={isRetired ? 'emoji-big opacity-50' : 'emoji-big'}>
        {src ? <EmojiImage src={src} /> : <Icon name={state === 'failed' ? 'circle-alert' : 'clock'} />}
      </span>
      <span className="min-w-0">
        <b className="block font-semibold wrap-anywhere">{`:${name}:`}</b>
        {about.length > 0 ? (
          <span className="block text-meta text-muted wrap-anywhere">{about.join(' · ')}</span>
        ) : null}
        {state === 'waiting' ? <span className="block text-meta text-muted">{t('emoji.waiting')}</span> : null}
        {failure ? <span className="block text-meta text-bad">{errorText(t, `errors.media.${failure}`)}</span> : null}
      </span>
    </span>
  )
}

/** Out of use, or back: either can be undone. */
export function RetireForm({ emoji: { id, name, isRetired } }: { emoji: AdminEmoji }) {
  const { t } = useTranslation()
  return (
    <Form method="post" action={`/admin/emoji/${id}/retired`} preventScrollReset>
      <button
        type="submit"
        name="on"
        value={isRetired ? '0' : '1'}
        className="button button-plain button-sm"
        aria-label={t(isRetired ? 'emoji.bringBackLabel' : 'emoji.retireLabel', { name })}
      >
        {t(isRetired ? 'emoji.bringBack' : 'emoji.retire')}
      </button>
    </Form>
  )
}
