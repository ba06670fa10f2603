import type { FormEvent, MouseEvent } from 'react'
import { Icon } from '#app/components/ui/icon.tsx'
import { isCommon, type PostView, type ReactionCount, reactionKinds } from '#app/domain/posts/post-views.ts'
import { formatFor } from '#app/web/format.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { openMenu } from '#app/web/post-menu.ts'
import { react, useReactions } from '#app/web/reactions.ts'
import { useRootData } from '#app/web/root-data.ts'
import { toastProblem } from '#app/web/toasts.ts'
import { ReactionFace, reactionName } from './reaction-face.tsx'

/** All six reactions with their counts, each a button, and the custom ones that the post has; then the way to all that there are. */
export function ReactionBar({ post }: { post: PostView }) {
  const { t } = useTranslation()
  const root = useRootData()
  const { reactions, reaction } = useReactions(post)

  async function choose(event: FormEvent, { kind, emoji }: ReactionCount) {
    if (!root?.viewer) return
    event.preventDefault()
    const problem = await react(post, kind === reaction ? null : { kind, emoji })
    if (problem) toastProblem(t, problem)
  }

  function openAll(event: MouseEvent<HTMLElement>) {
    if (event.metaKey || event.ctrlKey || !root?.viewer) return
    event.preventDefault()
    openMenu({ menu: 'reactions', post, anchor: event.currentTarget })
  }

  return (
    <fieldset className="mt-3 flex flex-wrap gap-0.5 sm:gap-1.5">
      <legend className="sr-only">{t('post.reactions')}</legend>
      {kindsOf(reactions, reaction).map((each) => {
        const { kind, count } = each
        const isMine = kind === reaction
        const name = reactionName(t, each)
        const label = t('post.kindCount', { kind: name, count })
        const shown = count > 0 ? formatFor(root?.locale ?? 'en', 'UTC').count(count) : null
        // It is shown, and nobody may join.
        if (each.emoji?.isRetired && !isMine) {
          return (
            <span key={kind} role="img" aria-label={label} title={name} className="kind">
              <span>
                <ReactionFace {...each} />
              </span>
              {shown}
            </span>
          )
        }
        return (
          <form
            key={kind}
            method="post"
            action={`/posts/${post.id}/reaction`}
            onSubmit={(event) => void choose(event, each)}
          >
            <button
              type="submit"
              name="kind"
              value={isMine ? '' : kind}
              aria-pressed={isMine}
              aria-label={label}
              title={name}
              className="kind"
            >
              <span>
                <ReactionFace {...each} />
              </span>
              {shown}
            </button>
          </form>
        )
      })}
      <a
        href={`/posts/${post.id}/react`}
        className="kind"
        aria-haspopup="menu"
        aria-label={t('post.choose')}
        title={t('post.choose')}
        onClick={openAll}
      >
        <Icon name="smile-plus" />
      </a>
    </fieldset>
  )
}

/** Also one's own that nobody knows any more, so that it can be taken back. */
function kindsOf(reactions: readonly ReactionCount[], own: string | null): ReactionCount[] {
  const used = new Map(reactions.map((each) => [each.kind, each]))
  const rest = reactions.filter(({ kind }) => !isCommon(kind))
  const common = reactionKinds.map((kind) => used.get(kind) ?? { kind, count: 0 })
  return own && !isCommon(own) && !used.has(own) ? [...common, ...rest, { kind: own, count: 0 }] : [...common, ...rest]
}
