import { requireOffered } from '#app/domain/emoji/require-offered.server.ts'
import type { Tx } from '#app/lib/db.server.ts'
import { Invalid } from '#app/lib/errors.ts'
import { type Id, isId } from '#app/lib/id.ts'
import type { PostDeps } from '../deps.ts'
import { countsFact, ownFact } from '../facts.ts'
import { maxReactionKinds } from '../post-rules.ts'
import { isCommon, type ReactionCount, type ReactionKind } from '../post-views.ts'
import { readReactions } from '../views/load-counts.server.ts'
import { presentReactions } from '../views/present-reactions.ts'
import { requireVisible } from '../visibility/require-visible.server.ts'

type OfPost = { postId: Id; viewer: { id: Id } }

/** What a post's reactions are then, and the viewer's own. */
type Reacted = Readonly<{ reactions: readonly ReactionCount[]; reaction: ReactionKind | null }>

type Reactions = {
  /**
   * Reacts, or changes the reaction.
   * @throws NotFound when the post may not be seen
   * @throws Invalid for a kind that is none or is retired, and for a custom one where the post has too many kinds
   */
  react: (command: OfPost & { kind: ReactionKind }) => Promise<Reacted>
  /** Takes the reaction back, whatever its kind; again does nothing. @throws NotFound when the post may not be seen */
  unreact: (command: OfPost) => Promise<Reacted>
}

/** One reaction a person and post, changeable and undoable. Counts are counted, never kept. */
export function createReactions({ feeds, cache, emojiSet, now }: PostDeps): Reactions {
  async function present({ reactions, reaction }: Reacted): Promise<Reacted> {
    if (reactions.every(({ kind }) => isCommon(kind))) return { reactions, reaction }
    await cache.sync()
    return { reactions: presentReactions(reactions, await emojiSet()), reaction }
  }

  return {
    async react({ postId, viewer, kind }) {
      const counted = await feeds.transaction(async (tx, { touch }) => {
        await requireVisible(tx, { postId, viewerId: viewer.id })
        if (!isCommon(kind)) await requireUsable(tx, { postId, kind })
        await touch(countsFact(postId), ownFact(viewer.id))
        await tx.reaction.upsert({
          where: { postId_userId: { postId, userId: viewer.id } },
          create: { postId, userId: viewer.id, kind, createdAt: now() },
          update: { kind },
        })
        return readReactions(tx, postId, viewer.id)
      })
      return present(counted)
    },

    async unreact({ postId, viewer }) {
      const counted = await feeds.transaction(async (tx, { touch }) => {
        await requireVisible(tx, { postId, viewerId: viewer.id })
        await touch(countsFact(postId), ownFact(viewer.id))
        await tx.reaction.deleteMany({ where: { postId, userId: viewer.id } })
        return readReactions(tx, postId, viewer.id)
      })
      return present(counted)
    },
  }
}

async function requireUsable(tx: Tx, { postId, kind }: { postId: Id; kind: ReactionKind }): Promise<void> {
  if (!isId(kind)) throw new Invalid('There is no such reaction', { kind: 'errors.reaction' })
  await requireOffered(tx, kind)
  const [used] = await tx.$queryRaw<{ kinds: number; has: boolean }[]>`
    SELECT count(DISTINCT kind)::int AS kinds, coalesce(bool_or(kind = ${kind}), false) AS has
    FROM reaction WHERE post_id = ${postId}::uuid`
  // Two who come at once may both be the last.
  if (used && !used.has && used.kinds >= maxReactionKinds) {
    throw new Invalid('The post has enough kinds of reactions', { kind: 'errors.reactionKinds' })
  }
}
