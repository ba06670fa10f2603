import type { Touch } from '#app/lib/cache/cache.ts'
import type { Tx } from '#app/lib/db.server.ts'
import { Invalid } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import { fileFact } from './facts.ts'
import { type MediaRow, mediaColumns, toMediaView } from './media-rows.server.ts'
import type { ImageInput } from './media-rules.ts'
import type { MediaView } from './media-views.ts'

type Attach = {
  postId: Id
  ownerId: Id
  images: readonly ImageInput[]
  isSensitive: boolean
  /** The post in whose place this one comes: its images may go on to it. */
  replaces?: Id
}

/**
 * For the transaction of a new post: its images, from then on under its audience.
 * @throws Invalid when one of them is not the author's, is in a post already, or could not be prepared
 */
export async function attachMedia(tx: Tx, touch: Touch, { postId, ownerId, images, isSensitive, replaces }: Attach) {
  if (images.length === 0) return none
  const rows = await tx.$queryRaw<(MediaRow & { position: number })[]>`
    UPDATE media SET post_id = ${postId}::uuid, position = given.position, alt = given.alt, focus_x = given.x,
      focus_y = given.y, is_sensitive = ${isSensitive}, erase_at = NULL
    FROM jsonb_to_recordset(${JSON.stringify(images.map(toRecord))}::jsonb)
      AS given(id uuid, position int, alt text, x int, y int)
    WHERE media.id = given.id AND owner_id = ${ownerId}::uuid AND kind = 'post' AND state IN ('waiting', 'ready')
      AND (post_id IS NULL OR post_id = ${replaces ?? null}::uuid)
    RETURNING ${mediaColumns}, media.position`
  if (rows.length < images.length) throw new Invalid('An image is gone', { media: 'errors.media.gone' })
  await touch(...rows.map(({ key }) => fileFact(key)))
  return rows.sort((one, other) => one.position - other.position).map(toMediaView)
}

const none: readonly MediaView[] = Object.freeze([])

function toRecord({ id, alt, focus: [x, y] }: ImageInput, position: number) {
  return { id, position, alt, x, y }
}

/** Whether a post has these images and no others. */
export async function hasMedia(tx: Tx, postId: Id, images: readonly ImageInput[]): Promise<boolean> {
  const held = await tx.media.findMany({ where: { postId }, select: { id: true }, orderBy: { position: 'asc' } })
  return held.map(({ id }) => id).join() === images.map(({ id }) => id).join()
}

/** For the transaction that deletes a post: its files are removed within minutes, and shown to nobody at once. */
export async function dropMedia(tx: Tx, { postId, at }: { postId: Id; at: Date }): Promise<void> {
  await tx.media.updateMany({ where: { postId }, data: { eraseAt: at } })
}
