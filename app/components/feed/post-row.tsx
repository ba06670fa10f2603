import { memo } from 'react'
import { AvatarFace, hueOf } from '#app/components/ui/avatar.tsx'
import { Icon } from '#app/components/ui/icon.tsx'
import { Time } from '#app/components/ui/time.tsx'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { useAudience } from '#app/web/audiences.ts'
import { useIsRemoved } from '#app/web/removed-posts.ts'
import { Answers } from './answers.tsx'
import { AudienceMark } from './audience-mark.tsx'
import { ByTag } from './by-tag.tsx'
import { MutedFold } from './muted-fold.tsx'
import { PostActions } from './post-actions.tsx'
import { PostContent } from './post-content.tsx'
import type { PostWords } from './post-words.ts'
import { RepostedBy } from './reposted-by.tsx'

type Props = {
  post: PostView
  words: PostWords
  /** Its place in the feed, from 1; none outside of a feed. */
  position?: number
  /** Who looks, in a feed that says who handed a post on. */
  viewerId?: string
  /** The post that the page is about: answers to it do not say so. */
  under?: string
  /** Joined by a line to the post above and below, in a conversation. */
  joined?: boolean
  joinedUp?: boolean
  /** Above a profile's feed. */
  isPinned?: boolean
}

/** One post in a feed. Plain elements only: this is what the server spends its time on. */
export const PostRow = memo(function PostRow({
  post: told,
  words,
  position,
  viewerId,
  under,
  joined,
  joinedUp,
  isPinned = false,
}: Props) {
  const isRemoved = useIsRemoved(told.id)
  const post = useAudience(told)
  if (isRemoved) return null
  const { author } = post
  const labelId = `by-${post.id}`
  return (
    <article
      id={post.id}
      className={`post${joined ? ' joined' : ''}${joinedUp ? ' joined-up' : ''}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the feed pattern moves the focus from article to article
      tabIndex={0}
      aria-posinset={position}
      aria-setsize={position && -1}
      aria-labelledby={labelId}
    >
      {post.followedTag ? <ByTag tag={post.followedTag} words={words} /> : null}
      {isPinned ? (
        <p className="why">
          <Icon name="pin" />
          <span>{words.pinned}</span>
        </p>
      ) : null}
      {post.reposts ? <RepostedBy post={post} reposts={post.reposts} viewerId={viewerId} words={words} /> : null}
      {/* biome-ignore lint/a11y/useAnchorContent: the same link, in words, is beside it */}
      <a className={`avatar hue-${hueOf(author.id)}`} href={`/@${author.handle}`} tabIndex={-1} aria-hidden="true">
        <AvatarFace person={author} />
      </a>
      <div>
        <div className="by" id={labelId}>
          <a className="who" href={`/@${author.handle}`}>
            <b>{author.name}</b>
            <span>{`@${author.handle}`}</span>
          </a>
          <a className="when" href={`/posts/${post.id}`}>
            <Time at={post.createdAt} />
          </a>
          {post.editedAt ? (
            <a className="edited" href={`/posts/${post.id}/history`}>
              {words.edited}
            </a>
          ) : null}
          <AudienceMark audience={post.audience} words={words} />
        </div>
        {post.replyTo && !joinedUp && post.replyTo.id !== under ? (
          <p className="to">
            {`${words.replyTo} `}
            <a href={`/posts/${post.replyTo.id}`}>{`@${post.replyTo.handle}`}</a>
          </p>
        ) : null}
        {post.isToDeleted ? <p className="to">{words.toDeleted}</p> : null}
        <MutedFold word={post.mutedWord} words={words}>
          <PostContent post={post} words={words} />
        </MutedFold>
        <PostActions post={post} words={words} />
      </div>
      {post.answers ? (
        <Answers post={post} words={words}>
          {post.answers.items.map((answer) => (
            <PostRow key={answer.id} post={answer} words={words} under={post.id} />
          ))}
        </Answers>
      ) : null}
    </article>
  )
})
