import { NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import type { PostDeps } from '../deps.ts'
import { countsFact, postFact } from '../facts.ts'
import type { SettableAudience } from '../post-views.ts'

type Command = { postId: Id; viewer: { id: Id }; audience: SettableAudience }

/**
 * From now on these may see it. Reposts stay, hidden from those who may not. What is for those whom it mentions stays so:
 * it was told to no feed, and what they answered was for them.
 */
export async function setAudience({ feeds }: PostDeps, { postId, viewer, audience }: Command): Promise<void> {
  await feeds.transaction(async (tx, { touch }) => {
    const [post] = await tx.post.updateManyAndReturn({
      where: { id: postId, authorId: viewer.id, deletedAt: null, audience: { not: 'mentioned' } },
      data: { audience },
      select: { replyToId: true, quoteId: true },
    })
    if (!post) throw new NotFound('That post is not yours, or it is gone, or for those whom it mentions.')
    await touch(postFact(postId), ...[post.replyToId, post.quoteId].flatMap((id) => (id ? [countsFact(id)] : [])))
  })
}
