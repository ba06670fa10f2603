import type { Tx } from '#app/lib/db.server.ts'
import { Invalid } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import type { ImageInput } from './media-rules.ts'
import type { ImageWords } from './media-views.ts'

type Edit = Readonly<{
  postId: Id
  /** Those that the edit speaks of; none of them, and all stay as they are. */
  images: readonly ImageInput[]
  isSensitive: boolean
}>

/** `before`: what was said of them. `isSaid`: it is another now. `isMoved`: no more than what of them stays visible. */
type Edited = Readonly<{ before: ImageWords[]; isSaid: boolean; isMoved: boolean }>

/**
 * For the transaction of an edit, which holds the post: descriptions, the visible part and the mark of the images that
 * are in it. None comes, none goes. @throws Invalid for one that is not in it
 */
export async function editImages(tx: Tx, { postId, images, isSensitive }: Edit): Promise<Edited> {
  const held = await tx.media.findMany({
    where: { postId },
    select: { id: true, alt: true, focusX: true, focusY: true, isSensitive: true },
    orderBy: { position: 'asc' },
  })
  const before = held.map((image) => ({ alt: image.alt, isSensitive: image.isSensitive }))
  const given = new Map(images.map((image) => [image.id, image]))
  if (images.some(({ id }) => !held.some((image) => image.id === id)))
    throw new Invalid('An image is gone', { images: 'errors.media.gone' })
  let [isSaid, isMoved] = [false, false]
  for (const image of images.length > 0 ? held : []) {
    const { alt, focus } = given.get(image.id) ?? { alt: image.alt, focus: [image.focusX, image.focusY] as const }
    const [focusX, focusY] = focus
    const [says, moves] = [
      image.alt !== alt || image.isSensitive !== isSensitive,
      image.focusX !== focusX || image.focusY !== focusY,
    ]
    if (!says && !moves) continue
    isSaid ||= says
    isMoved ||= moves
    await tx.media.update({ where: { id: image.id }, data: { alt, focusX, focusY, isSensitive } })
  }
  return { before, isSaid, isMoved }
}
