import type { OfferedEmoji } from '#app/domain/emoji/emoji-views.ts'
import { type PostView, type ReactionCount, type ReactionKind, reactionKinds } from '#app/domain/posts/post-views.ts'
import { createOptimistic } from './optimistic.ts'
import { send } from './send.ts'
import { useStored } from './store.ts'

export type Reactions = { reactions: readonly ReactionCount[]; reaction: ReactionKind | null }

/** A kind, and what a custom one is shown as. */
export type Choice = Pick<ReactionCount, 'kind' | 'emoji'>

/** The six that every post is offered, then the site's own. */
export function choicesWith(custom: readonly OfferedEmoji[]): Choice[] {
  return [
    ...reactionKinds.map((kind) => ({ kind })),
    ...custom.map(({ id, name, src }) => ({ kind: id, emoji: { name, src } })),
  ]
}

const changed = createOptimistic<Reactions>()

/** A post's reactions: as the page was told, or as they are since the reader changed them. */
export function useReactions(post: PostView): Reactions {
  return useStored(changed.told, post.id) ?? reactionsOf(post)
}

/**
 * Shows `choice` (null undoes) at once, then tells the server.
 * @returns an i18n key when it failed; the reactions are then as before
 */
export function react(post: PostView, choice: Choice | null): Promise<string | null> {
  return changed.change(post.id, {
    to: withReaction(changed.told.get(post.id) ?? reactionsOf(post), choice),
    tell: () => send(`/posts/${post.id}/reaction`, { kind: choice?.kind ?? '' }),
    taken: 'errors.reactionFailed',
  })
}

/** What the counts are once the viewer's reaction is `choice`. */
export function withReaction({ reactions, reaction }: Reactions, choice: Choice | null): Reactions {
  const counts = new Map(reactions.map((entry) => [entry.kind, entry]))
  const mine = reaction && counts.get(reaction)
  if (mine) counts.set(mine.kind, { ...mine, count: mine.count - 1 })
  if (choice) counts.set(choice.kind, { ...choice, count: (counts.get(choice.kind)?.count ?? 0) + 1 })
  return {
    reaction: choice?.kind ?? null,
    reactions: [...counts.values()].filter(({ count }) => count > 0),
  }
}

function reactionsOf(post: PostView): Reactions {
  return { reactions: post.reactions, reaction: post.viewer.reaction }
}
