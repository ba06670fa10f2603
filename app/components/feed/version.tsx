import { ExactTime } from '#app/components/ui/time.tsx'
import type { VersionView } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { PostBody } from './post-body.tsx'

type Props = { version: VersionView; isCurrent: boolean }

/** A post as it was at some time. */
export function Version({ version: { body, warning, lang, images, writtenAt }, isCurrent }: Props) {
  const { t } = useTranslation()
  return (
    <li className="border-b border-line px-4 py-3">
      <p className="text-meta text-muted">
        <ExactTime at={writtenAt} />
        {isCurrent ? <b className="ms-2 font-semibold text-accent">{t('post.history.current')}</b> : null}
      </p>
      {warning === null ? null : (
        <p className="mt-1 font-semibold" dir="auto">
          {t('post.history.warning', { warning })}
        </p>
      )}
      {body.length > 0 ? (
        <p className="text" dir="auto" lang={lang ?? undefined}>
          <PostBody body={body} />
        </p>
      ) : (
        <p className="text-muted">{t('post.history.noText')}</p>
      )}
      {images.map(({ alt, isSensitive }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have nothing else, and stay in their order
        <p key={at} className="mt-1 text-meta text-muted">
          <b className="font-semibold">{t('composer.image', { number: at + 1 })}</b>
          {isSensitive ? ` (${t('post.history.hidden')})` : null}
          {': '}
          <span dir="auto">{alt || t('post.history.noAlt')}</span>
        </p>
      ))}
    </li>
  )
}
