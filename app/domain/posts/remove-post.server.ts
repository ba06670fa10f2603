import { NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import type { PostDeps } from './deps.ts'

export async function removePost(
  { feeds, now }: PostDeps,
  { postId, viewer }: { postId: Id; viewer: { id: Id } },
): Promise<void> {
  await feeds.transaction(async (tx) => {
    const { count } = await tx.post.updateMany({
      where: { id: postId, authorId: viewer.id, deletedAt: null },
      data: { deletedAt: now() },
    })
    if (count === 0) throw new NotFound('That post is not yours, or it is gone.')
    await feeds.retract(tx, { objectId: postId })
  })
}
