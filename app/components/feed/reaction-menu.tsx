import { Popover } from '#app/components/ui/popover.tsx'
import { type PostView, type ReactionKind, reactionEmoji, reactionKinds } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { closeMenu } from '#app/web/post-menu.ts'
import { react, useReactions } from '#app/web/reactions.ts'
import { toastProblem } from '#app/web/toasts.ts'

/** The six reactions; the chosen one again undoes it. */
export default function ReactionMenu({ post, anchor }: { post: PostView; anchor: HTMLElement }) {
  const { t } = useTranslation()
  const { reaction } = useReactions(post)

  async function choose(kind: ReactionKind) {
    closeMenu()
    const problem = await react(post, kind === reaction ? null : kind)
    if (problem) toastProblem(t, problem)
  }

  return (
    <Popover anchor={anchor} label={t('post.choose')} row onClose={closeMenu}>
      {reactionKinds.map((kind) => (
        <button
          key={kind}
          type="button"
          role="menuitemradio"
          aria-checked={kind === reaction}
          aria-label={t(`post.kinds.${kind}`)}
          title={t(`post.kinds.${kind}`)}
          tabIndex={-1}
          className="pick"
          onClick={() => void choose(kind)}
        >
          {reactionEmoji[kind]}
        </button>
      ))}
    </Popover>
  )
}
