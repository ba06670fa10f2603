import type { Tx } from '#app/lib/db.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import type { PostDeps } from './deps.ts'
import { countsFact, ownFact } from './facts.ts'
import { hydrateReactions } from './hydrate.server.ts'
import type { ReactionKind } from './post-views.ts'
import { visible } from './visible.server.ts'

type Person = { id: Id }

/** One reaction a person and post, changeable and undoable. Counts are counted, never kept. */
export function createReactions({ feeds, now }: PostDeps) {
  return {
    /** Reacts, or changes the reaction. @throws NotFound when the post may not be seen */
    async react({ postId, viewer, kind }: { postId: Id; viewer: Person; kind: ReactionKind }) {
      return feeds.transaction(async (tx, { touch }) => {
        await requireVisible(tx, postId, viewer.id)
        await touch(countsFact(postId), ownFact(viewer.id))
        await tx.reaction.upsert({
          where: { postId_userId: { postId, userId: viewer.id } },
          create: { postId, userId: viewer.id, kind, createdAt: now() },
          update: { kind },
        })
        return hydrateReactions(tx, postId, viewer.id)
      })
    },

    /** Takes the reaction back; again does nothing. @throws NotFound when the post may not be seen */
    async unreact({ postId, viewer }: { postId: Id; viewer: Person }) {
      return feeds.transaction(async (tx, { touch }) => {
        await requireVisible(tx, postId, viewer.id)
        await touch(countsFact(postId), ownFact(viewer.id))
        await tx.reaction.deleteMany({ where: { postId, userId: viewer.id } })
        return hydrateReactions(tx, postId, viewer.id)
      })
    },
  }
}

async function requireVisible(tx: Tx, id: Id, viewer: Id): Promise<void> {
  // Held until the commit: a delete waits, or is waited for. FOR KEY SHARE would let both through.
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM post p WHERE p.id = ${id}::uuid AND ${visible(viewer)} FOR SHARE OF p`
  if (rows.length === 0) throw new NotFound('That post is gone.')
}
