import type { Writing } from '#app/domain/feeds/publish.server.ts'
import { dropMedia } from '#app/domain/media/attach-media.server.ts'
import type { Tx } from '#app/lib/db.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import type { PostDeps } from '../deps.ts'
import { countsFact, postFact } from '../facts.ts'

export async function removePost(
  { feeds, now }: PostDeps,
  { postId, viewer }: { postId: Id; viewer: { id: Id } },
): Promise<void> {
  await feeds.transaction((tx, writing) => takeAway(tx, writing, { postId, authorId: viewer.id, at: now() }))
}

type Taken = Readonly<{ postId: Id; authorId: Id; at: Date }>

/** In a transaction that does more. @throws NotFound when it is not the author's, or gone */
export async function takeAway(
  tx: Tx,
  { retract, touch }: Pick<Writing, 'retract' | 'touch'>,
  { postId, authorId, at }: Taken,
): Promise<void> {
  const [post] = await tx.post.updateManyAndReturn({
    where: { id: postId, authorId, deletedAt: null },
    data: { deletedAt: at },
    select: { replyToId: true, quoteId: true },
  })
  if (!post) throw new NotFound('That post is not yours, or it is gone.')
  await tx.pin.deleteMany({ where: { postId } })
  await dropMedia(tx, { postId, at })
  // Not all that was done to it: thousands may have handed it on. Who may see a post hides it everywhere at once.
  await retract({ id: postId })
  await touch(postFact(postId), ...[post.replyToId, post.quoteId].flatMap((id) => (id ? [countsFact(id)] : [])))
}
