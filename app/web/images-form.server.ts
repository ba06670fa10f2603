import { Readable } from 'node:stream'
import { type FileUpload, parseFormData } from '@remix-run/form-data-parser'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { maxImages, maxUploadBytes } from '#app/domain/media/media-limits.ts'
import { ImagesField } from '#app/domain/media/media-rules.ts'
import { Invalid } from '#app/lib/errors.ts'
import { wiring } from '#app/wiring.server.ts'
import type { ReadForm } from './form.server.ts'
import { limit } from './limit.server.ts'
import { plainParts } from './plain-parts.ts'

/**
 * The form of a post from a browser without scripts: it brings its pictures along, as `image0` to `image3`, described by
 * `alt0` to `alt3`. Each is kept as it comes, one after the other, and the field `media` names them, so that they are not
 * to be sent again when something else is wrong. The same for each post below it, whose text is one of the fields `more`:
 * `more0image0` and `more0alt0`, kept in `moreMedia`, one for each; all of them become the field `thread`.
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
    const form = await parseFormData(request, limits, take)
    form.set('media', JSON.stringify(imagesOf({ form, sent }, '', form.get('media'))))
    const parts = form.getAll('more').map((text, at) => partOf({ form, sent }, text, at))
    // A field that was left empty is no post.
    const said = parts.filter(({ text, media }) => text !== '' || media.length > 0)
    if (said.length > 0) form.set('thread', JSON.stringify(said))
    for (const name of ['more', 'moreMedia']) form.delete(name)
    return { form, errors }
  }
}

/** One that is too large is refused by itself: the text beside it must not be lost. All of them together are as long as a request may be. */
const limits = { maxFiles: maxImages * (1 + plainParts), maxFileSize: maxImages * maxUploadBytes, maxParts: 200 }

type Sent = Readonly<{ form: FormData; sent: ReadonlyMap<string, Image> }>

/** Those of an earlier try of the same form, then those that it brings. */
function imagesOf({ form, sent }: Sent, prefix: string, held: unknown): readonly unknown[] {
  return [...heldBefore(held), ...describe(form, sent, prefix)].slice(0, maxImages)
}

function partOf({ form, sent }: Sent, text: unknown, at: number) {
  const prefix = `more${at}`
  const media = imagesOf({ form, sent }, prefix, form.getAll('moreMedia')[at])
  return { text, media, isSensitive: form.has(`${prefix}isSensitive`) }
}

type Image = Readonly<{ id: string; key: string; alt?: string }>

async function keep(viewer: Viewer, file: FileUpload): Promise<Image> {
  await limit(viewer, 'upload')
  const body = Readable.from([Buffer.from(await file.arrayBuffer())], { objectMode: false })
  return wiring().media.upload({ owner: viewer, kind: 'post', body, bytes: file.size })
}

function heldBefore(held: unknown): readonly unknown[] {
  const parsed = ImagesField.safeParse(typeof held === 'string' ? held : '')
  return parsed.success ? parsed.data : []
}

function describe(form: FormData, sent: ReadonlyMap<string, Image>, prefix: string): Image[] {
  return [...sent].flatMap(([name, image]) => {
    if (!name.startsWith(`${prefix}image`)) return []
    const alt = form.get(name.replace('image', 'alt'))
    return [{ ...image, alt: typeof alt === 'string' ? alt : '' }]
  })
}
