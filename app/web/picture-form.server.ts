import { parseFormData } from '@remix-run/form-data-parser'
import { z } from 'zod'
import { maxPictureFormBytes } from '#app/domain/media/media-limits.ts'
import type { ReadForm } from './form.server.ts'

/** A form with one picture, which is in memory until it is kept: it is small, and its fields come after it. */
export const readPictureForm: ReadForm = async (request) => ({
  form: await parseFormData(request, { maxFiles: 1, maxFileSize: maxPictureFormBytes, maxParts: 10 }),
})

/** A file that is there. */
export const ImageFile = z
  .instanceof(File, { error: 'errors.media.none' })
  .refine(({ size }) => size > 0, 'errors.media.none')

const Percent = z.coerce.number().int().min(0).max(100).default(50)

/** A picture and which part of it stays visible; or that it is to be taken away. */
export const PictureInput = z.union([
  z.object({ remove: z.literal('1') }),
  z.object({
    image: ImageFile,
    focusX: Percent,
    focusY: Percent,
  }),
])
