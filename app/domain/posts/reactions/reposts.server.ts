import { Conflict } from '#app/lib/errors.ts'
import { type Id, newId } from '#app/lib/id.ts'
import type { PostDeps } from '../deps.ts'
import { countsFact, ownFact } from '../facts.ts'
import { isOpen } from '../post-views.ts'
import { requireVisible } from '../visibility/require-visible.server.ts'

type Command = { postId: Id; viewer: { id: Id } }
export type RepostAnswer = Readonly<{ repostCount: number; isReposted: boolean }>

/** Handing posts on, once a person and post. The row and its activity have one id. Counts are counted, never kept. */
export function createReposts({ feeds, now }: PostDeps) {
  return {
    /** Again does nothing. @throws NotFound when the post may not be seen; Conflict when it is not for everyone */
    async repost({ postId, viewer }: Command): Promise<RepostAnswer> {
      return feeds.transaction(async (tx, { publish, touch }) => {
        const { audience, isPrivate } = await requireVisible(tx, { postId, viewerId: viewer.id })
        if (!isOpen(audience) || isPrivate) throw new Conflict('Only posts for everyone can be reposted.')
        const createdAt = now()
        const repost = { id: newId(createdAt), postId, userId: viewer.id, createdAt }
        await touch(countsFact(postId), ownFact(viewer.id))
        const { count } = await tx.repost.createMany({ data: [repost], skipDuplicates: true })
        if (count > 0) {
          const { id } = repost
          // By the row, not by the pair: done again after an undo it is another.
          const foreignId = `repost:${id}`
          await publish({ id, actorId: viewer.id, verb: 'repost', objectId: postId, time: createdAt, foreignId })
        }
        return { repostCount: await tx.repost.count({ where: { postId } }), isReposted: true }
      })
    },

    /** Takes it back from every feed; again does nothing. @throws NotFound when the post may not be seen */
    async unrepost({ postId, viewer }: Command): Promise<RepostAnswer> {
      return feeds.transaction(async (tx, { retract, touch }) => {
        await requireVisible(tx, { postId, viewerId: viewer.id })
        await touch(countsFact(postId), ownFact(viewer.id))
        const { count } = await tx.repost.deleteMany({ where: { postId, userId: viewer.id } })
        if (count > 0) await retract({ objectId: postId, actorId: viewer.id, verb: 'repost' })
        return { repostCount: await tx.repost.count({ where: { postId } }), isReposted: false }
      })
    },
  }
}
