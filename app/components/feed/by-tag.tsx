import { Icon } from '#app/components/ui/icon.tsx'
import type { PostWords } from './post-words.ts'

/** Why a post is here: a hashtag that the reader follows. Above the row. */
export function ByTag({ tag, words }: { tag: string; words: PostWords }) {
  return (
    <p className="why">
      <Icon name="hash" />
      <span>
        {`${words.youFollow} `}
        <a href={`/tags/${encodeURIComponent(tag)}`} dir="auto">
          {`#${tag}`}
        </a>
      </span>
    </p>
  )
}
