import type { FormEvent } from 'react'
import { Icon } from '#app/components/ui/icon.tsx'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { setBookmarked, useBookmarked } from '#app/web/bookmarks.ts'
import { toast } from '#app/web/toasts.ts'
import type { PostWords } from './post-words.ts'

/** Keeps a post, or lets it go. Plain elements, as all of a row. */
export function BookmarkButton({ post, words }: { post: PostView; words: PostWords }) {
  const isBookmarked = useBookmarked(post)
  const action = `/posts/${post.id}/bookmark`

  async function toggle(event: FormEvent) {
    if (!words.isSignedIn) return
    event.preventDefault()
    const problem = await setBookmarked(post.id, !isBookmarked)
    if (problem) return toast(words.problem(problem), { tone: 'bad' })
    if (!isBookmarked) toast(words.bookmarked, { link: { href: `${action}/folder`, text: words.chooseFolder } })
  }

  return (
    <form className="keep" method="post" action={action} onSubmit={(event) => void toggle(event)}>
      <button
        type="submit"
        className="act"
        name="on"
        value={isBookmarked ? '0' : '1'}
        aria-pressed={isBookmarked}
        aria-label={isBookmarked ? words.unbookmark : words.bookmark}
        data-key="b"
      >
        <Icon name="bookmark" />
      </button>
    </form>
  )
}
