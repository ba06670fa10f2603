import { Readable } from 'node:stream'
import { z } from 'zod'
import { requireAdmin, type Viewer } from '#app/domain/accounts/viewer.ts'
import { EmojiInput } from '#app/domain/emoji/emoji-rules.ts'
import type { ReadForm } from './form.server.ts'
import { ImageFile, readPictureForm } from './picture-form.server.ts'

export const EmojiImageForm = z.object({ image: ImageFile })
export const NewEmojiForm = EmojiInput.extend(EmojiImageForm.shape)

/** Nobody but an admin has a file of theirs read. @throws NotFound */
export function readEmojiForm(viewer: Viewer): ReadForm {
  requireAdmin(viewer)
  return readPictureForm
}

/** A file of a form, as media take it. */
export async function sentImage(image: File) {
  return { body: Readable.from([Buffer.from(await image.arrayBuffer())], { objectMode: false }), bytes: image.size }
}
