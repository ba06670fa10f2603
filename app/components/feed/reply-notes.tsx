import type { Gap, ThreadView } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'

/** What is missing above a post of a conversation, and why, as far as that may be known. */
export function Gaps({ gaps, below }: { gaps: readonly Gap[]; below: string }) {
  const { t } = useTranslation()
  return gaps
    .filter((gap) => gap.below === below)
    .map(({ why }, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: they have no names, and stay in their order
      <p key={index} className="gap">
        {t(`post.gap.${why}`)}
      </p>
    ))
}

/** Replies that are not shown. */
export function LeftOut({ leftOut: { deleted, blocked } }: { leftOut: ThreadView['leftOut'] }) {
  const { t } = useTranslation()
  if (deleted === 0 && blocked === 0) return null
  return (
    <p className="px-4 py-4 text-center text-meta text-muted">
      {deleted > 0 ? `${t('post.repliesDeleted', { count: deleted })} ` : null}
      {blocked > 0 ? t('post.repliesBlocked', { count: blocked }) : null}
    </p>
  )
}
