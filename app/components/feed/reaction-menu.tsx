import { Popover } from '#app/components/ui/popover.tsx'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { useOffered } from '#app/web/offered-emoji.ts'
import { closeMenu } from '#app/web/post-menu.ts'
import { type Choice, choicesWith, react, useReactions } from '#app/web/reactions.ts'
import { toastProblem } from '#app/web/toasts.ts'
import { ReactionFace, reactionName } from './reaction-face.tsx'

/** The six reactions, then the site's own; the chosen one again undoes it. */
export default function ReactionMenu({ post, anchor }: { post: PostView; anchor: HTMLElement }) {
  const { t } = useTranslation()
  const { reaction } = useReactions(post)
  const choices = choicesWith(useOffered())

  async function choose(choice: Choice) {
    closeMenu()
    const problem = await react(post, choice.kind === reaction ? null : choice)
    if (problem) toastProblem(t, problem)
  }

  return (
    <Popover anchor={anchor} label={t('post.choose')} row onClose={closeMenu}>
      {choices.map((choice) => (
        <button
          key={choice.kind}
          type="button"
          role="menuitemradio"
          aria-checked={choice.kind === reaction}
          aria-label={reactionName(t, choice)}
          title={reactionName(t, choice)}
          tabIndex={-1}
          className="pick"
          onClick={() => void choose(choice)}
        >
          <ReactionFace {...choice} />
        </button>
      ))}
    </Popover>
  )
}
