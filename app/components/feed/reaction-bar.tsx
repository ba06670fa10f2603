import type { FormEvent } from 'react'
import { type PostView, type ReactionKind, reactionEmoji, reactionKinds } from '#app/domain/posts/post-views.ts'
import { formatFor } from '#app/web/format.ts'
import { useTranslation } from '#app/web/i18n-context.ts'
import { react, useReactions } from '#app/web/reactions.ts'
import { useRootData } from '#app/web/root-data.ts'
import { toastProblem } from '#app/web/toasts.ts'

/** All six reactions with their counts, each a button: what the rows' menu offers, without a menu. */
export function ReactionBar({ post }: { post: PostView }) {
  const { t } = useTranslation()
  const root = useRootData()
  const { reactions, reaction } = useReactions(post)
  const countOf = (kind: ReactionKind) => reactions.find((entry) => entry.kind === kind)?.count ?? 0

  async function choose(event: FormEvent, kind: ReactionKind) {
    if (!root?.viewer) return
    event.preventDefault()
    const problem = await react(post, kind === reaction ? null : kind)
    if (problem) toastProblem(t, problem)
  }

  return (
    <fieldset className="mt-3 grid grid-cols-6 gap-1 sm:flex sm:gap-1.5">
      <legend className="sr-only">{t('post.reactions')}</legend>
      {reactionKinds.map((kind) => {
        const count = countOf(kind)
        const isMine = kind === reaction
        return (
          <form
            key={kind}
            method="post"
            action={`/posts/${post.id}/reaction`}
            onSubmit={(event) => void choose(event, kind)}
          >
            <button
              type="submit"
              name="kind"
              value={isMine ? '' : kind}
              aria-pressed={isMine}
              aria-label={t('post.kindCount', { kind: t(`post.kinds.${kind}`), count })}
              title={t(`post.kinds.${kind}`)}
              className="kind"
            >
              <span>{reactionEmoji[kind]}</span>
              {count > 0 ? formatFor(root?.locale ?? 'en', 'UTC').count(count) : null}
            </button>
          </form>
        )
      })}
    </fieldset>
  )
}
