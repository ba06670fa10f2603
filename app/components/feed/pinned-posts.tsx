import type { PostView } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { PostRow } from './post-row.tsx'
import { usePostWords } from './post-words.ts'

/** What somebody has pinned, above what they did lately. */
export function PinnedPosts({ posts }: { posts: readonly PostView[] }) {
  const { t } = useTranslation()
  const words = usePostWords()
  if (posts.length === 0) return null
  return (
    <section aria-label={t('post.pin.pinned')}>
      {posts.map((post) => (
        <PostRow key={post.id} post={post} words={words} isPinned />
      ))}
    </section>
  )
}
