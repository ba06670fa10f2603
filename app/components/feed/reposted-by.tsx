import { Icon } from '#app/components/ui/icon.tsx'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { useReposts } from '#app/web/reposts.ts'
import type { PostWords } from './post-words.ts'

type Props = {
  post: PostView
  reposts: NonNullable<PostView['reposts']>
  viewerId: string | undefined
  words: PostWords
}

/** Why a post is here: who handed it on. Above the row. */
export function RepostedBy({ post, reposts: { by: told, count }, viewerId, words }: Props) {
  const { isReposted } = useReposts(post)
  // Whoever takes a repost back is no longer the reason.
  const by = isReposted ? told : told.filter(({ id }) => id !== viewerId)
  const [first] = by
  if (!first) return null
  const others = count - (told.length - by.length) - 1
  const [before, after] = first.id === viewerId ? words.repostedByYou(others) : words.repostedBy(others)
  return (
    <p className="why" title={by.map(({ name }) => name).join(', ')}>
      <Icon name="repeat-2" />
      <span>
        {before}
        {after === undefined ? null : (
          <a href={`/@${first.handle}`} dir="auto">
            {first.name}
          </a>
        )}
        {after}
      </span>
    </p>
  )
}
