import type { PostView, ReactionCount, ReactionKind } from '#app/domain/posts/post-views.ts'
import { createOptimistic } from './optimistic.ts'
import { send } from './send.ts'
import { useStored } from './store.ts'

export type Reactions = { reactions: readonly ReactionCount[]; reaction: ReactionKind | null }

const changed = createOptimistic<Reactions>()

/** A post's reactions: as the page was told, or as they are since the reader changed them. */
export function useReactions(post: PostView): Reactions {
  return useStored(changed.told, post.id) ?? reactionsOf(post)
}

/**
 * Shows `kind` (null undoes) at once, then tells the server.
 * @returns an i18n key when it failed; the reactions are then as before
 */
export function react(post: PostView, kind: ReactionKind | null): Promise<string | null> {
  return changed.change(post.id, {
    to: withReaction(changed.told.get(post.id) ?? reactionsOf(post), kind),
    tell: () => send(`/posts/${post.id}/reaction`, { kind: kind ?? '' }),
    taken: 'errors.reactionFailed',
  })
}

/** What the counts are once the viewer's reaction is `kind`. */
export function withReaction({ reactions, reaction }: Reactions, kind: ReactionKind | null): Reactions {
  const counts = new Map(reactions.map((entry) => [entry.kind, entry.count]))
  if (reaction) counts.set(reaction, (counts.get(reaction) ?? 1) - 1)
  if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return {
    reaction: kind,
    reactions: [...counts].flatMap(([kind, count]) => (count > 0 ? [{ kind, count }] : [])),
  }
}

function reactionsOf(post: PostView): Reactions {
  return { reactions: post.reactions, reaction: post.viewer.reaction }
}
