import { useNavigate } from '@remix-run/react'
import { useState } from 'react'
import { BlockDialog } from '#app/components/people/block-dialog.tsx'
import { MuteDialog } from '#app/components/people/mute-dialog.tsx'
import { StandingItems } from '#app/components/people/standing-items.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { Icon } from '#app/components/ui/icon.tsx'
import { Popover } from '#app/components/ui/popover.tsx'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { detachQuote } from '#app/web/detached-quotes.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { setPinned, useIsPinned } from '#app/web/pins.ts'
import { closeMenu } from '#app/web/post-menu.ts'
import { removePost } from '#app/web/removed-posts.ts'
import { useViewer } from '#app/web/root-data.ts'
import { useStanding } from '#app/web/standings.ts'
import { toast, toastProblem } from '#app/web/toasts.ts'
import { useSetStanding } from '#app/web/use-set-standing.ts'
import { AudienceDialog } from './audience-dialog.tsx'
import { audienceIcons } from './audience-mark.tsx'
import { ConversationMuteItem } from './conversation-mute.tsx'

/** What else can be done with a post; deleting asks once, and says what it does. */
export default function MoreMenu({ post, anchor }: { post: PostView; anchor: HTMLElement }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [asking, ask] = useState<'delete' | 'audience' | 'mute' | 'block' | null>(null)
  const page = `/posts/${post.id}`
  const viewer = useViewer()
  const { id, handle } = post.author
  const isMuted = useStanding('mute', handle, false)
  const isPinned = useIsPinned(post)
  const setStanding = useSetStanding()

  async function copyLink() {
    closeMenu()
    try {
      await navigator.clipboard.writeText(new URL(page, window.location.href).href)
      toast(t('post.copied'))
    } catch {
      toast(t('post.copyFailed'), { tone: 'bad' })
    }
  }

  async function pin() {
    closeMenu()
    const problem = await setPinned(post.id, !isPinned)
    if (problem) toastProblem(t, problem)
    else toast(t(isPinned ? 'post.pin.offDone' : 'post.pin.onDone'))
  }

  async function detach() {
    closeMenu()
    const problem = await detachQuote(post.id)
    if (problem) toastProblem(t, problem)
    else toast(t('post.quote.detached'))
  }

  async function remove() {
    closeMenu()
    if (window.location.pathname === page) navigate('/', { replace: true })
    const problem = await removePost(post.id)
    if (problem) toastProblem(t, problem)
    else toast(t('post.deleted'))
  }

  function unmute() {
    closeMenu()
    void setStanding({ kind: 'mute', handle, isOn: false })
  }

  function block() {
    closeMenu()
    void setStanding({ kind: 'block', handle, isOn: true }, window.location.pathname === page)
  }

  if (asking === 'block') return <BlockDialog handle={handle} onClose={closeMenu} onBlock={block} />
  if (asking === 'mute') return <MuteDialog handle={handle} onClose={closeMenu} />
  if (asking === 'audience') return <AudienceDialog post={post} onClose={closeMenu} />
  if (asking === 'delete') {
    return (
      <Dialog title={t('post.deleteTitle')} onClose={closeMenu}>
        <p className="mt-2 text-muted">{t('post.deleteHint')}</p>
        <div className="mt-6 flex flex-wrap justify-end gap-3">
          <button type="button" className="button button-plain" onClick={closeMenu}>
            {t('common.cancel')}
          </button>
          <button type="button" className="button button-bad" onClick={() => void remove()}>
            {t('post.deleteConfirm')}
          </button>
        </div>
      </Dialog>
    )
  }
  return (
    <Popover anchor={anchor} label={t('post.more')} onClose={closeMenu}>
      <a role="menuitem" tabIndex={-1} className="menu-item" href={page} onClick={closeMenu}>
        <Icon name="message-circle" />
        {t('post.open')}
      </a>
      <button type="button" role="menuitem" tabIndex={-1} className="menu-item" onClick={() => void copyLink()}>
        <Icon name="link-2" />
        {t('post.copyLink')}
      </button>
      {post.sourceUrl ? (
        <a role="menuitem" tabIndex={-1} className="menu-item" href={post.sourceUrl} rel="nofollow noopener">
          <Icon name="external-link" />
          {t('post.source')}
        </a>
      ) : null}
      {viewer && post.quote?.post?.author.id === viewer.id ? (
        <button type="button" role="menuitem" tabIndex={-1} className="menu-item" onClick={() => void detach()}>
          <Icon name="text-quote" />
          {t('post.quote.detach')}
        </button>
      ) : null}
      {post.viewer.canDelete ? (
        <button type="button" role="menuitem" tabIndex={-1} className="menu-item" onClick={() => void pin()}>
          <Icon name="pin" />
          {t(isPinned ? 'post.pin.off' : 'post.pin.on')}
        </button>
      ) : null}
      {post.viewer.canDelete ? (
        <a role="menuitem" tabIndex={-1} className="menu-item" href={`${page}/edit`} onClick={closeMenu}>
          <Icon name="pencil" />
          {t('post.edit.title')}
        </a>
      ) : null}
      {post.viewer.canDelete ? (
        <a role="menuitem" tabIndex={-1} className="menu-item" href={`${page}/redraft`} onClick={closeMenu}>
          <Icon name="rotate-cw" />
          {t('post.redraft.title')}
        </a>
      ) : null}
      {post.viewer.canDelete && post.audience !== 'mentioned' ? (
        <button type="button" role="menuitem" tabIndex={-1} className="menu-item" onClick={() => ask('audience')}>
          <Icon name={audienceIcons[post.audience]} />
          {t('post.audience.change')}
        </button>
      ) : null}
      {viewer ? <ConversationMuteItem post={post} onClose={closeMenu} /> : null}
      {post.viewer.canDelete ? (
        <button
          type="button"
          role="menuitem"
          tabIndex={-1}
          className="menu-item menu-item-bad"
          onClick={() => ask('delete')}
        >
          <Icon name="trash-2" />
          {t('post.delete')}
        </button>
      ) : null}
      {viewer && viewer.id !== id ? (
        <StandingItems
          handle={handle}
          isMuted={isMuted}
          onMute={() => ask('mute')}
          onUnmute={unmute}
          onBlock={() => ask('block')}
        />
      ) : null}
    </Popover>
  )
}
