import { hasMedia } from '#app/domain/media/attach-media.server.ts'
import type { ImageInput } from '#app/domain/media/media-rules.ts'
import type { Tx } from '#app/lib/db.server.ts'
import { Conflict } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import type { PostFact } from '../post-facts.ts'
import type { Audience, RepliesFrom } from '../post-views.ts'
import { visible } from '../visibility/visible.server.ts'
import { countsInDay, ordinalOf } from './day-ordinals.server.ts'

type Draft = Readonly<{
  authorId: Id
  clientKey: string | null
  text: string
  audience: Audience
  warning: string | null
  lang: string | null
  repliesFrom: RepliesFrom
  replyToId: Id | null
  quoteId: Id | null
}>

type NewPost = Draft & Readonly<{ id: Id; rootId: Id | null; cardKey: string | null; createdAt: Date }>

/** @returns which of its author's day it is; undefined when it is not new: the author has a post of its key already */
export async function insertPost(tx: Tx, post: NewPost): Promise<Pick<PostFact, 'dayOrdinal'> | undefined> {
  const { id, authorId, text, audience, warning, lang, repliesFrom, createdAt } = post
  const { replyToId, quoteId, rootId, clientKey, cardKey } = post
  const [inserted] = await tx.$queryRaw<Pick<PostFact, 'dayOrdinal'>[]>`
    INSERT INTO post (id, author_id, text, audience, warning, lang, replies_from, reply_to_id, quote_id, root_id, client_key, card_key, created_at, day_ordinal)
    VALUES (${id}::uuid, ${authorId}::uuid, ${text}, ${audience}, ${warning}, ${lang}, ${repliesFrom}, ${replyToId}::uuid,
      ${quoteId}::uuid, ${rootId}::uuid, ${clientKey}, ${cardKey}, ${createdAt}::timestamptz,
      ${countsInDay(post) ? ordinalOf(post) : null})
    ON CONFLICT DO NOTHING RETURNING day_ordinal AS "dayOrdinal"`
  return inserted
}

type Sent = Draft & { images: readonly ImageInput[]; poll: readonly string[] }

/** The post that the draft has become already. @throws Conflict when its key is that of another post, or a deleted one */
export async function requireSent(tx: Tx, { images, poll, ...draft }: Sent): Promise<{ id: Id }> {
  const { authorId, clientKey, text, audience, warning, lang, repliesFrom, replyToId, quoteId } = draft
  const [sent] = await tx.$queryRaw<{ id: Id }[]>`
    SELECT p.id FROM post p WHERE p.author_id = ${authorId}::uuid AND p.client_key = ${clientKey}
      AND p.text = ${text} AND p.audience = ${audience} AND p.warning IS NOT DISTINCT FROM ${warning}
      AND p.lang IS NOT DISTINCT FROM ${lang} AND p.replies_from = ${repliesFrom}
      AND coalesce((SELECT options FROM poll WHERE post_id = p.id), '{}') = ${[...poll]}::varchar[]
      AND p.quote_id IS NOT DISTINCT FROM ${quoteId}::uuid
      AND p.reply_to_id IS NOT DISTINCT FROM ${replyToId}::uuid AND ${visible(authorId)}`
  if (!sent || !(await hasMedia(tx, sent.id, images)))
    throw new Conflict('This draft was posted before, with another text or for others. Post it again as a new one.')
  return sent
}
