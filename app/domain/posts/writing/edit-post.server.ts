import { editImages } from '#app/domain/media/edit-images.server.ts'
import { Invalid, NotFound } from '#app/lib/errors.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { isBlank } from '#app/lib/text.ts'
import type { PostDeps } from '../deps.ts'
import { postFact } from '../facts.ts'
import { keepMentions } from '../mentions.server.ts'
import { type EditInput, isShortEnough, maxRevisions } from '../post-rules.ts'
import type { Audience } from '../post-views.ts'
import { addressesOf } from './post-activity.ts'

type Command = { postId: Id; viewer: { id: Id }; input: EditInput }

type Held = Readonly<{
  text: string
  warning: string | null
  lang: string | null
  repliesFrom: string
  audience: Audience
  sourceUrl: string | null
  hasMedia: boolean
  writtenAt: Date
  revisions: number
}>

/**
 * Changes what a post says, of its images too, and keeps what it said. Tags and mentions follow; who may see it does not: what is for those
 * whom it mentions stays theirs.
 */
export async function editPost(
  { db, feeds, now, linkCards }: PostDeps,
  { postId, viewer, input }: Command,
): Promise<void> {
  // Before the transaction, as the card has to be: of edits at once each has the card of its own text, or none.
  const before = await db.post.findFirst({
    where: { id: postId, authorId: viewer.id, deletedAt: null },
    select: { text: true, cardKey: true },
  })
  const cardKey = before && (await linkCards.wantInstead(before, input.text))
  await feeds.transaction(async (tx, { update, touch }) => {
    // Of two edits at once one waits: each keeps what the other wrote.
    const [held] = await tx.$queryRaw<Held[]>`
      SELECT p.text, p.warning, p.lang, p.replies_from AS "repliesFrom", p.audience, p.source_url AS "sourceUrl",
        coalesce(p.edited_at, p.created_at) AS "writtenAt",
        EXISTS (SELECT 1 FROM media WHERE post_id = p.id) AS "hasMedia",
        (SELECT count(*)::int FROM post_revision WHERE post_id = p.id) AS revisions
      FROM post p WHERE p.id = ${postId}::uuid AND p.author_id = ${viewer.id}::uuid AND p.deleted_at IS NULL FOR UPDATE OF p`
    if (!held) throw new NotFound('That post is not yours, or it is gone.')
    if (isBlank(input.text) && !held.hasMedia) throw new Invalid('Nothing to show', { text: 'errors.post.empty' })
    if (!held.sourceUrl && !isShortEnough(input.text)) throw new Invalid('Too long', { text: 'errors.post.tooLong' })
    const text = isBlank(input.text) ? '' : input.text
    const [warning, lang] = [input.warning ?? null, input.lang ?? null]
    const repliesFrom = input.repliesFrom ?? held.repliesFrom
    const { images = [], isSensitive = false } = input
    const shown = await editImages(tx, { postId, images, isSensitive })
    const isSaid = held.text !== text || held.warning !== warning || held.lang !== lang || shown.isSaid
    if (!isSaid && !shown.isMoved && held.repliesFrom === repliesFrom) return
    const at = now()
    if (isSaid) {
      if (held.revisions >= maxRevisions) throw new Invalid('Edited too often', { text: 'errors.post.edits' })
      await tx.postRevision.create({
        data: {
          id: newId(at),
          postId,
          text: held.text,
          warning: held.warning,
          lang: held.lang,
          images: shown.before.length > 0 ? shown.before : undefined,
          writtenAt: held.writtenAt,
        },
      })
    }
    const editedAt = isSaid ? at : undefined
    await tx.post.update({ where: { id: postId }, data: { text, warning, lang, repliesFrom, cardKey, editedAt } })
    if (held.audience !== 'mentioned') {
      await tx.mention.deleteMany({ where: { postId } })
      await keepMentions(tx, { id: postId, authorId: viewer.id, text, audience: held.audience })
    }
    const mentioned = await tx.mention.findMany({ where: { postId }, select: { userId: true } })
    await update(
      { id: postId },
      {
        to: addressesOf(
          text,
          mentioned.map(({ userId }) => userId),
        ),
      },
    )
    await touch(postFact(postId))
  })
}
