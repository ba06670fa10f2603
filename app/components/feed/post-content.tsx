import { Icon } from '#app/components/ui/icon.tsx'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { useQuote } from '#app/web/detached-quotes.ts'
import { LinkCard } from './link-card.tsx'
import { Poll } from './poll.tsx'
import { PostBody, Warning } from './post-body.tsx'
import { PostImages } from './post-images.tsx'
import type { PostWords } from './post-words.ts'
import { QuoteCard } from './quote-card.tsx'

/** What a post says, behind its author's warning if there is one. The browser opens it, without scripts too. */
export function PostContent({ post: told, words }: { post: PostView; words: PostWords }) {
  const post = useQuote(told)
  const content = (
    <>
      {post.body.length > 0 ? (
        <p className="text" dir="auto" lang={post.lang ?? undefined}>
          <PostBody body={post.body} />
        </p>
      ) : null}
      {post.isFolded ? (
        <a className="more-text" href={`/posts/${post.id}`}>
          {words.showMore}
        </a>
      ) : null}
      <Poll post={post} words={words} />
      <PostImages images={post.media} words={words} />
      {post.quote ? <QuoteCard quote={post.quote} words={words} /> : null}
      {post.card ? <LinkCard card={post.card} withImage={!post.media.some(({ isSensitive }) => isSensitive)} /> : null}
    </>
  )
  if (post.warning === null) return content
  return (
    <details className="warned" open={words.opensWarnings}>
      <summary>
        <Icon name="triangle-alert" />
        <span dir="auto" lang={post.lang ?? undefined}>
          <Warning post={post} />
        </span>
      </summary>
      {content}
    </details>
  )
}
