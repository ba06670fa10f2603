import type { PostView, ReactionCount, ReactionKind } from '#app/domain/posts/post-views.ts'
import { send, undone } from './send.ts'
import { createStore, useStored } from './store.ts'

export type Reactions = { reactions: readonly ReactionCount[]; reaction: ReactionKind | null }

const changed = createStore<Reactions>()
/** Of two answers for one post that cross on the way, the older is ignored. */
const latest = new Map<string, number>()

/** A post's reactions: as the page was told, or as they are since the reader changed them. */
export function useReactions(post: PostView): Reactions {
  return useStored(changed, post.id) ?? reactionsOf(post)
}

/**
 * Shows `kind` (null undoes) at once, then tells the server.
 * @returns an i18n key when it failed; the reactions are then as before
 */
export async function react(post: PostView, kind: ReactionKind | null): Promise<string | null> {
  const before = changed.get(post.id)
  const turn = (latest.get(post.id) ?? 0) + 1
  latest.set(post.id, turn)
  changed.set(post.id, withReaction(before ?? reactionsOf(post), kind))
  const sent = await send<Reactions>(`/posts/${post.id}/reaction`, { kind: kind ?? '' })
  if (latest.get(post.id) !== turn) return null
  changed.set(post.id, sent.ok ? sent.data : before)
  return sent.ok ? null : undone(sent.message, 'errors.reactionFailed')
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
