import { Avatar } from '#app/components/ui/avatar.tsx'
import { Icon } from '#app/components/ui/icon.tsx'
import { ExactTime } from '#app/components/ui/time.tsx'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { useAudience } from '#app/web/audiences.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useViewer } from '#app/web/root-data.ts'
import { AudienceFields } from './audience-fields.tsx'
import { AudienceMark } from './audience-mark.tsx'
import { ConversationMuteForm } from './conversation-mute.tsx'
import { PostActions } from './post-actions.tsx'
import { PostContent } from './post-content.tsx'
import { usePostWords } from './post-words.ts'
import { ReactedLinks } from './reacted-links.tsx'
import { ReactionBar } from './reaction-bar.tsx'

/** The post that a page is about: whole, with everything that can be done with it, also without scripts. */
export function FocusedPost({ post: told, joinedUp }: { post: PostView; joinedUp: boolean }) {
  const post = useAudience(told)
  const { t } = useTranslation()
  const words = usePostWords()
  const viewer = useViewer()
  const { author } = post
  return (
    <article id={post.id} className={`post post-focus${joinedUp ? ' joined-up' : ''}`} aria-labelledby="focused-by">
      <div>
        <a id="focused-by" href={`/@${author.handle}`} className="flex min-w-0 items-center gap-3">
          <Avatar person={author} />
          <span className="min-w-0">
            <b className="block truncate font-semibold">{author.name}</b>
            <span className="block truncate text-muted">@{author.handle}</span>
          </span>
        </a>
        <PostContent post={post} words={words} />
        <p className="mt-3 flex flex-wrap items-center gap-x-4 text-muted">
          <ExactTime at={post.createdAt} />
          {post.editedAt ? (
            <a href={`/posts/${post.id}/history`} className="link min-h-6">
              {t('post.edited')} <ExactTime at={post.editedAt} />
            </a>
          ) : null}
          <AudienceMark audience={post.audience} words={words} isLong />
          {post.sourceUrl ? (
            <a href={post.sourceUrl} rel="nofollow noopener" className="link inline-flex min-h-6 items-center gap-1.5">
              <Icon name="external-link" />
              {t('post.source')}
            </a>
          ) : null}
        </p>
        <p className="flex flex-wrap gap-x-4 empty:hidden">
          {post.quoteCount > 0 ? (
            <a href={`/posts/${post.id}/quotes`} className="link min-h-11 py-3">
              {t('post.quote.count', { count: post.quoteCount })}
            </a>
          ) : null}
          {post.viewer.canQuote ? (
            <a href={`/compose?quote=${post.id}`} className="no-script link min-h-11 py-3">
              {t('post.quote.write')}
            </a>
          ) : null}
        </p>
        <ReactionBar post={post} />
        <ReactedLinks post={post} />
        <PostActions post={post} words={words} withReactions={false} />
        {viewer && post.quote?.post?.author.id === viewer.id ? (
          <form method="post" action={`/posts/${post.id}/detach`} className="no-script pb-3">
            <button type="submit" className="button button-plain">
              {t('post.quote.detach')}
            </button>
          </form>
        ) : null}
        {words.isSignedIn ? <ConversationMuteForm post={post} /> : null}
        {post.viewer.canDelete ? <OwnWithoutScripts post={post} /> : null}
      </div>
    </article>
  )
}

/** What can be done with one's own post. With scripts, "More" asks in dialogs. */
function OwnWithoutScripts({ post }: { post: PostView }) {
  const { t } = useTranslation()
  return (
    <div className="no-script pb-3">
      <form method="post" action={`/posts/${post.id}/pin`}>
        <button type="submit" className="link min-h-11" name="on" value={post.isPinned ? '0' : '1'}>
          {t(post.isPinned ? 'post.pin.off' : 'post.pin.on')}
        </button>
      </form>
      <a href={`/posts/${post.id}/edit`} className="link block min-h-11 py-3">
        {t('post.edit.title')}
      </a>
      <a href={`/posts/${post.id}/redraft`} className="link block min-h-11 py-3">
        {t('post.redraft.title')}
      </a>
      {post.audience === 'mentioned' ? null : (
        <details>
          <summary className="link min-h-11 py-3">{t('post.audience.change')}</summary>
          <form method="post" action={`/posts/${post.id}/audience`}>
            <AudienceFields post={post} />
            <button type="submit" className="button button-plain mt-3">
              {t('post.audience.save')}
            </button>
          </form>
        </details>
      )}
      <details>
        <summary className="link min-h-11 py-3">{t('post.delete')}</summary>
        <form method="post" action={`/posts/${post.id}/delete`}>
          <input type="hidden" name="redirectTo" value="/" />
          <p className="mb-3 text-muted">{t('post.deleteHint')}</p>
          <button type="submit" className="button button-bad">
            {t('post.deleteConfirm')}
          </button>
        </form>
      </details>
    </div>
  )
}
