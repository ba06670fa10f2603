import type { PostView } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useReactions } from '#app/web/reactions.ts'
import { useReposts } from '#app/web/reposts.ts'

/** The ways to who reacted to a post and who handed it on, where somebody did. */
export function ReactedLinks({ post }: { post: PostView }) {
  const { t } = useTranslation()
  const { reactions } = useReactions(post)
  const { repostCount } = useReposts(post)
  const total = reactions.reduce((sum, { count }) => sum + count, 0)
  if (total + repostCount === 0) return null
  const link = 'inline-flex min-h-8 items-center hover:underline'
  return (
    <p className="mt-2 flex flex-wrap gap-x-4 text-muted tabular-nums">
      {total > 0 ? (
        <a href={`/posts/${post.id}/reactions`} className={link}>
          {t('reacted.count', { count: total })}
        </a>
      ) : null}
      {repostCount > 0 ? (
        <a href={`/posts/${post.id}/reposts`} className={link}>
          {t('reacted.repostCount', { count: repostCount })}
        </a>
      ) : null}
    </p>
  )
}
