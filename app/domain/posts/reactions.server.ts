import type { Id } from '#app/lib/id.ts'
import type { PostDeps } from './deps.ts'
import { countsFact, ownFact } from './facts.ts'
import { readReactions } from './load-counts.server.ts'
import type { ReactionKind } from './post-views.ts'
import { requireVisible } from './require-visible.server.ts'

type Person = { id: Id }

/** One reaction a person and post, changeable and undoable. Counts are counted, never kept. */
export function createReactions({ feeds, now }: PostDeps) {
  return {
    /** Reacts, or changes the reaction. @throws NotFound when the post may not be seen */
    async react({ postId, viewer, kind }: { postId: Id; viewer: Person; kind: ReactionKind }) {
      return feeds.transaction(async (tx, { touch }) => {
        await requireVisible(tx, { postId, viewerId: viewer.id })
        await touch(countsFact(postId), ownFact(viewer.id))
        await tx.reaction.upsert({
          where: { postId_userId: { postId, userId: viewer.id } },
          create: { postId, userId: viewer.id, kind, createdAt: now() },
          update: { kind },
        })
        return readReactions(tx, postId, viewer.id)
      })
    },

    /** Takes the reaction back; again does nothing. @throws NotFound when the post may not be seen */
    async unreact({ postId, viewer }: { postId: Id; viewer: Person }) {
      return feeds.transaction(async (tx, { touch }) => {
        await requireVisible(tx, { postId, viewerId: viewer.id })
        await touch(countsFact(postId), ownFact(viewer.id))
        await tx.reaction.deleteMany({ where: { postId, userId: viewer.id } })
        return readReactions(tx, postId, viewer.id)
      })
    },
  }
}
