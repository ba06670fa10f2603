import { Icon } from '#app/components/ui/icon.tsx'
import { ExactTime, Time } from '#app/components/ui/time.tsx'
import type { DraftView } from '#app/domain/posts/drafts/draft-rules.ts'
import { errorText } from '#app/web/error-key.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { imagesFrom } from './draft-images.ts'
import { partsIn } from './thread-field.ts'

/** A post that is not sent yet, in a list of them, and what can be done with it. Plain forms: it works without scripts. */
export function UnsentRow({ draft: { id, fields, savedAt, publishAt, problem } }: { draft: DraftView }) {
  const { t } = useTranslation()
  const images = imagesFrom(fields.media).length + partsIn(fields.thread).images.length
  return (
    <li className="border-b border-line px-4 py-3">
      <p className="flex flex-wrap items-center gap-x-2 text-meta text-muted">
        {publishAt ? <Icon name="clock" /> : null}
        {publishAt ? <ExactTime at={publishAt} /> : <Time at={savedAt} />}
        <span aria-hidden="true">·</span>
        {fields.replyToId ? (
          <a href={`/posts/${fields.replyToId}`} className="link">
            {t('drafts.reply', { handle: fields.replyToHandle ?? '' })}
          </a>
        ) : (
          t('drafts.post')
        )}
      </p>
      <p className="text mt-1 line-clamp-4" dir="auto">
        {fields.text}
      </p>
      {images > 0 ? <p className="text-meta text-muted">{t('drafts.images', { count: images })}</p> : null}
      {problem ? (
        <p className="mt-1 font-semibold text-bad">{t('drafts.problem', { why: errorText(t, problem) })}</p>
      ) : null}
      <div className="mt-1 flex flex-wrap items-center gap-2">
        <a href={`/compose?draft=${id}`} className="button button-plain button-sm">
          {publishAt ? t('drafts.edit') : t('drafts.continue')}
        </a>
        {publishAt ? (
          <form method="post" action={`/scheduled/${id}/publish`}>
            <button type="submit" className="button button-plain button-sm">
              {t('drafts.publishNow')}
            </button>
          </form>
        ) : null}
        <form method="post" action={`/drafts/${id}/delete`}>
          <button type="submit" className="button button-quiet button-sm text-bad">
            {t('drafts.delete')}
          </button>
        </form>
      </div>
    </li>
  )
}
