import { useRevalidator } from '@remix-run/react'
import { Icon } from '#app/components/ui/icon.tsx'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { problemOf, send } from '#app/web/send.ts'
import { toast, toastProblem } from '#app/web/toasts.ts'

type Props = { post: PostView; onClose: () => void }

/** Keeps the conversation of a post out of the reader's feeds, or lets it in again. */
export function ConversationMuteItem({ post, onClose }: Props) {
  const { t } = useTranslation()
  const { revalidate } = useRevalidator()
  const isMuted = post.viewer.isConversationMuted === true
  async function toggle() {
    onClose()
    const sent = await send(`/posts/${post.id}/mute`, { on: isMuted ? '0' : '1' })
    if (!sent.ok) return toastProblem(t, problemOf(sent))
    toast(t(isMuted ? 'post.conversation.unmuted' : 'post.conversation.muted'))
    revalidate()
  }
  return (
    <button type="button" role="menuitem" tabIndex={-1} className="menu-item" onClick={() => void toggle()}>
      <Icon name={isMuted ? 'volume-2' : 'volume-x'} />
      {t(isMuted ? 'post.conversation.unmute' : 'post.conversation.mute')}
    </button>
  )
}

/** The same on the post's own page, without scripts. */
export function ConversationMuteForm({ post }: { post: PostView }) {
  const { t } = useTranslation()
  const isMuted = post.viewer.isConversationMuted === true
  return (
    <form method="post" action={`/posts/${post.id}/mute`} className="no-script pb-3">
      <input type="hidden" name="on" value={isMuted ? '0' : '1'} />
      <button type="submit" className="link min-h-11">
        {t(isMuted ? 'post.conversation.unmute' : 'post.conversation.mute')}
      </button>
    </form>
  )
}
