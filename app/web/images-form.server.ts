import { Readable } from 'node:stream'
import { type FileUpload, parseFormData } from '@remix-run/form-data-parser'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { maxImages, maxUploadBytes } from '#app/domain/media/media-limits.ts'
import { ImagesField } from '#app/domain/media/media-rules.ts'
import { Invalid } from '#app/lib/errors.ts'
import { wiring } from '#app/wiring.server.ts'
import type { ReadForm } from './form.server.ts'
import { limit } from './limit.server.ts'

/**
 * The form of a post from a browser without scripts: it brings its pictures along, as `image0` to `image3`, described by
 * `alt0` to `alt3`. Each is kept as it comes, one after the other, and the field `media` names them, so that they are not
 * to be sent again when something else is wrong.
 */
export function readImagesForm(viewer: Viewer): ReadForm {
  return async (request) => {
    if (!request.headers.get('Content-Type')?.startsWith('multipart/')) return { form: await request.formData() }
    const sent = new Map<string, Image>()
    const errors: Record<string, string> = {}
    const take = async (file: FileUpload) => {
      if (file.size === 0 || errors.image) return
      try {
        sent.set(file.fieldName, await keep(viewer, file))
      } catch (error) {
        if (!(error instanceof Invalid)) throw error
        errors.image = error.fields.image ?? 'errors.invalid'
      }
    }
    // One that is too large is refused by itself: the text beside it must not be lost.
    const options = { maxFiles: maxImages, maxFileSize: maxImages * maxUploadBytes, maxParts: 100 }
    const form = await parseFormData(request, options, take)
    form.set('media', JSON.stringify([...heldBefore(form), ...describe(form, sent)].slice(0, maxImages)))
    return { form, errors }
  }
}

type Image = Readonly<{ id: string; key: string; alt?: string }>

async function keep(viewer: Viewer, file: FileUpload): Promise<Image> {
  await limit(viewer, 'upload')
  const body = Readable.from([Buffer.from(await file.arrayBuffer())], { objectMode: false })
  return wiring().media.upload({ owner: viewer, kind: 'post', body, bytes: file.size })
}

/** What an earlier try of the same form has kept. */
function heldBefore(form: FormData): readonly unknown[] {
  const held = form.get('media')
  const parsed = ImagesField.safeParse(typeof held === 'string' ? held : '')
  return parsed.success ? parsed.data : []
}

function describe(form: FormData, sent: ReadonlyMap<string, Image>): Image[] {
  return [...sent].map(([name, image]) => {
    const alt = form.get(name.replace('image', 'alt'))
    return { ...image, alt: typeof alt === 'string' ? alt : '' }
  })
}
