import { z } from 'zod'
import { NotFound } from '#app/lib/errors.ts'
import { IdSchema } from '#app/lib/id-schema.ts'
import { normaliseText } from '#app/lib/text.ts'
import { maxAltCharacters, maxImages } from './media-limits.ts'

/** What an image is for: they differ in how they are cropped, and in who may see them. `card`: of a page that a post links to. */
export const mediaKinds = ['post', 'avatar', 'header', 'emoji', 'card'] as const
export type MediaKind = (typeof mediaKinds)[number]

/** A person's own, which every page may show. */
export type PictureKind = Extract<MediaKind, 'avatar' | 'header'>

export function isPictureKind(kind: unknown): kind is PictureKind {
  return kind === 'avatar' || kind === 'header'
}

/** @throws NotFound for what is no picture of a person */
export function toPictureKind(value: unknown): PictureKind {
  if (isPictureKind(value)) return value
  throw new NotFound('There is no such picture.')
}

export function toKind(value: string): MediaKind {
  return mediaKinds.find((known) => known === value) ?? 'post'
}

/** Why an image cannot be shown. Each is an i18n key under `errors.media.`. */
export const failures = ['type', 'broken', 'tooManyPixels', 'tooManyFrames', 'tooHeavy', 'full', 'givenUp'] as const
export type Failure = (typeof failures)[number]

export function toFailure(value: unknown): Failure {
  return failures.find((known) => known === value) ?? 'broken'
}

const Percent = z.number().int().min(0).max(100)

/** An image of a post as the composer sends it. `focus`: what of it is to stay visible, in percent from the top left. */
export const ImageInput = z.object({
  id: IdSchema,
  alt: z.string().max(20_000).transform(normaliseText).refine(isShortAlt, 'errors.media.altTooLong').default(''),
  focus: z.tuple([Percent, Percent]).default([50, 50]),
})
export type ImageInput = z.infer<typeof ImageInput>

function isShortAlt(alt: string): boolean {
  return alt.length <= maxAltCharacters
}

/** The images of a post, in their order. */
export const Images = z
  .array(ImageInput)
  .max(maxImages, 'errors.media.tooMany')
  .refine((images) => new Set(images.map(({ id }) => id)).size === images.length, 'errors.invalid')

/** The images of a post, in their order, as the JSON of one field: a form has no lists of objects. */
export const ImagesField = z
  .string()
  .max(60_000, 'errors.invalid')
  .transform((json, context) => {
    try {
      return json === '' ? [] : JSON.parse(json)
    } catch {
      context.addIssue({ code: 'custom', message: 'errors.invalid' })
      return z.NEVER
    }
  })
  .pipe(Images)
