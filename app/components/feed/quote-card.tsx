import { Icon } from '#app/components/ui/icon.tsx'
import { Time } from '#app/components/ui/time.tsx'
import type { QuoteView } from '#app/domain/posts/post-views.ts'
import { UnlinkedBody, Warning } from './post-body.tsx'
import type { PostWords } from './post-words.ts'

type Props = { quote: QuoteView; words: PostWords }

/** The post that another one quotes: one link to it. Why it is not there is nobody's to know. */
export function QuoteCard({ quote: { post }, words }: Props) {
  if (!post) return <p className="quote quote-gone">{words.quoteGone}</p>
  const { author, body, warning, lang, imageCount, createdAt } = post
  return (
    <a className="quote" href={`/posts/${post.id}`}>
      <span className="by">
        <span className="who">
          <b>{author.name}</b>
          <span>{`@${author.handle}`}</span>
        </span>
        <span className="when">
          <Time at={createdAt} />
        </span>
      </span>
      {warning === null ? (
        <span className="quote-text" dir="auto" lang={lang ?? undefined}>
          <UnlinkedBody body={body} />
        </span>
      ) : (
        <span className="quote-warned">
          <Icon name="triangle-alert" />
          <Warning post={post} />
        </span>
      )}
      {imageCount > 0 ? <span className="quote-more">{words.quoteImages(imageCount)}</span> : null}
    </a>
  )
}
