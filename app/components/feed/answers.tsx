import type { ReactNode } from 'react'
import type { PostView } from '#app/domain/posts/post-views.ts'
import type { PostWords } from './post-words.ts'

type Props = { post: PostView; words: PostWords; children: ReactNode }

/** What answers a reply, below it: open, and to be folded away. The rest is on the reply's own page. */
export function Answers({ post: { id, answers, replyCount }, words, children }: Props) {
  return (
    <details className="answers" open>
      <summary>{words.answers(replyCount)}</summary>
      {children}
      {answers?.isMore ? (
        <a className="more-text" href={`/posts/${id}`}>
          {words.allAnswers(replyCount)}
        </a>
      ) : null}
    </details>
  )
}
