import type { FormEvent, MouseEvent } from 'react'
import { Icon } from '#app/components/ui/icon.tsx'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { openMenu } from '#app/web/post-menu.ts'
import { react, useReactions } from '#app/web/reactions.ts'
import { useReposts } from '#app/web/reposts.ts'
import { toast } from '#app/web/toasts.ts'
import { BookmarkButton } from './bookmark-button.tsx'
import type { PostWords } from './post-words.ts'
import { ReactionFace } from './reaction-face.tsx'

type Props = {
  post: PostView
  words: PostWords
  /** False where all six stand above already. */
  withReactions?: boolean
}

/** Reply, repost or quote, react, choose a reaction, bookmark, more: a quiet line. Without scripts, the last two lead to the post's own page. */
export function PostActions({ post, words, withReactions = true }: Props) {
  const { reactions, reaction } = useReactions(post)
  const { repostCount, isReposted } = useReposts(post)
  const mine = reaction ? (reactions.find(({ kind }) => kind === reaction) ?? { kind: reaction }) : null
  const total = reactions.reduce((sum, { count }) => sum + count, 0)
  const page = `/posts/${post.id}`
  // Taking a repost back is always possible.
  const mayRepost = isReposted || post.viewer.canRepost

  async function toggle(event: FormEvent) {
    if (!words.isSignedIn) return
    event.preventDefault()
    const problem = await react(post, reaction ? null : { kind: 'like' })
    if (problem) toast(words.problem(problem), { tone: 'bad' })
  }

  function chooseRepost(event: MouseEvent<HTMLElement>) {
    if (!mayRepost) return toast(words.cannotRepost)
    if (!words.isSignedIn) return
    event.preventDefault()
    openMenu({ menu: 'repost', post, anchor: event.currentTarget })
  }

  function open(event: MouseEvent<HTMLElement>, menu: 'reactions' | 'more') {
    if (event.metaKey || event.ctrlKey || (menu === 'reactions' && !words.isSignedIn)) return
    event.preventDefault()
    openMenu({ menu, post, anchor: event.currentTarget })
  }

  return (
    <div className="acts">
      {post.viewer.canReply ? (
        <a className="act" href={`${page}#reply`} aria-label={words.reply(post.replyCount)} data-key="r">
          <Icon name="message-circle" />
          {post.replyCount > 0 ? words.count(post.replyCount) : null}
        </a>
      ) : (
        <button
          type="button"
          className="act"
          aria-disabled="true"
          aria-label={words.cannotReply(post.repliesFrom)}
          title={words.cannotReply(post.repliesFrom)}
          onClick={() => toast(words.cannotReply(post.repliesFrom))}
          data-key="r"
        >
          <Icon name="message-circle" />
          {post.replyCount > 0 ? words.count(post.replyCount) : null}
        </button>
      )}
      <form method="post" action={`${page}/repost`}>
        <button
          type={mayRepost ? 'submit' : 'button'}
          onClick={chooseRepost}
          className="act"
          name="on"
          value={isReposted ? '0' : '1'}
          aria-pressed={isReposted}
          aria-disabled={mayRepost ? undefined : true}
          aria-label={
            !mayRepost ? words.cannotRepost : isReposted ? words.undoRepost(repostCount) : words.repost(repostCount)
          }
          title={mayRepost ? undefined : words.cannotRepost}
          data-key="t"
        >
          <Icon name="repeat-2" />
          {repostCount > 0 ? words.count(repostCount) : null}
        </button>
      </form>
      {withReactions ? (
        <>
          <form method="post" action={`${page}/reaction`} onSubmit={(event) => void toggle(event)}>
            <button
              type="submit"
              className="act"
              name="kind"
              value={mine ? '' : 'like'}
              aria-pressed={mine !== null}
              aria-label={mine ? words.undo(mine, total) : words.like(total)}
              data-key="l"
            >
              {mine ? (
                <i>
                  <ReactionFace {...mine} />
                </i>
              ) : (
                <Icon name="thumbs-up" />
              )}
              {total > 0 ? words.count(total) : null}
            </button>
          </form>
          <a
            className="act"
            href={page}
            aria-haspopup="menu"
            aria-label={words.choose}
            onClick={(e) => open(e, 'reactions')}
          >
            <Icon name="smile-plus" />
          </a>
        </>
      ) : null}
      <BookmarkButton post={post} words={words} />
      <a className="act" href={page} aria-haspopup="menu" aria-label={words.more} onClick={(e) => open(e, 'more')}>
        <Icon name="ellipsis" />
      </a>
    </div>
  )
}
