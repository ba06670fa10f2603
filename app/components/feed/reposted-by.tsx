import { Icon } from '#app/components/ui/icon.tsx'
import type { PostView } from '#app/domain/posts/post-views.ts'
import type { PostWords } from './post-words.ts'

type Props = { reposts: NonNullable<PostView['reposts']>; viewerId: string | undefined; words: PostWords }

/** Why a post is here: who handed it on. Above the row. */
export function RepostedBy({ reposts: { by, count }, viewerId, words }: Props) {
  const [first] = by
  if (!first) return null
  const [before, after] = first.id === viewerId ? words.repostedByYou(count - 1) : words.repostedBy(count - 1)
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
