import { dropMedia } from '#app/domain/media/attach-media.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import type { PostDeps } from './deps.ts'
import { countsFact, postFact } from './facts.ts'

export async function removePost(
  { feeds, now }: PostDeps,
  { postId, viewer }: { postId: Id; viewer: { id: Id } },
): Promise<void> {
  await feeds.transaction(async (tx, { retract, touch }) => {
    const [post] = await tx.post.updateManyAndReturn({
      where: { id: postId, authorId: viewer.id, deletedAt: null },
      data: { deletedAt: now() },
      select: { replyToId: true },
    })
    if (!post) throw new NotFound('That post is not yours, or it is gone.')
    await dropMedia(tx, { postId, at: now() })
    // Not all that was done to it: thousands may have handed it on. Who may see a post hides it everywhere at once.
    await retract({ id: postId })
    await touch(postFact(postId), ...(post.replyToId ? [countsFact(post.replyToId)] : []))
  })
}
