import { z } from 'zod'
import { maxImages } from '#app/domain/media/media-limits.ts'
import { Images, ImagesField } from '#app/domain/media/media-rules.ts'
import { IdSchema } from '#app/lib/id-schema.ts'
import { isBlank, normaliseText } from '#app/lib/text.ts'
import { pollFields } from './polls/poll-rules.ts'
import { postOptions } from './post-options.ts'
import { countCharacters, isTag, normaliseTag } from './post-text.ts'
import { audiences } from './post-views.ts'
import { ClientKey } from './writing/client-key.ts'
import { maxThreadPosts, type ThreadPart, threadFields } from './writing/thread-parts.ts'

/** Posts on a page where nothing else is asked for. */
export const pageLength = 20

/** Characters of a post as people count them (see `countCharacters`). */
export const maxPostCharacters = 500
/** UTF-16 units of a post as it is stored: long links and family emoji count little and are still to be carried. */
export const maxPostUnits = 10_000
/** Kinds of reactions to one post. The six that every site has are always taken; a custom one no more beyond. */
export const maxReactionKinds = 30
/** Characters of an imported post; it is shown folded past `maxPostCharacters`. */
export const maxImportedCharacters = 100_000

/** A post as the composer sends it. Error messages are i18n keys. */
const PostFields = z.object({
  text: z
    .string()
    .max(20_000, 'errors.post.tooLong')
    .transform(normaliseText)
    .refine(isShortEnough, 'errors.post.tooLong'),
  /** The author's own post that goes as this one comes: deleted and written anew. */
  replaces: IdSchema.optional(),
  replyToId: IdSchema.optional(),
  /** The post that it shows below its text. */
  quoteId: IdSchema.optional(),
  /** Public unless told. A reply has its own, whatever that of the post is. */
  audience: z.enum(audiences).optional(),
  ...postOptions,
  ...pollFields,
  /** Off: its link gets no card. */
  card: z.literal('off', 'errors.invalid').optional(),
  clientKey: ClientKey.optional(),
  /** What follows it in one go, each a reply to the one before. */
  ...threadFields,
  /** Its images, in their order. */
  media: ImagesField.optional(),
  /** Shown only to those who ask to see them. */
  isSensitive: z
    .literal('on')
    .transform(() => true)
    .optional(),
})

/** It has something to show: text, or images. */
export const PostInput = PostFields.refine(({ text, media = [] }) => media.length > 0 || !isBlank(text), {
  path: ['text'],
  error: 'errors.post.empty',
})
  .refine(areShortEnough, { path: ['text'], error: 'errors.post.tooLong' })
  .refine(areFewEnough, { path: ['thread'], error: 'errors.post.threadTooLong' })
export type PostInput = z.infer<typeof PostInput>

type Further = { thread?: ThreadPart[]; more?: ThreadPart[] }

function areShortEnough({ thread = [], more = [] }: Further): boolean {
  return [...thread, ...more].every(({ text }) => isShortEnough(text))
}

/** Whichever way they are sent, or both. */
function areFewEnough({ thread = [], more = [] }: Further): boolean {
  return thread.length + more.length < maxThreadPosts
}

/** Whether a text is one of those that are written here. */
export function isShortEnough(text: string): boolean {
  return text.length <= maxPostUnits && countCharacters(text) <= maxPostCharacters
}

/** Versions of a post that are kept, beside what it says now: then it is edited no more. */
export const maxRevisions = 50

/** What a post is to say from now on; imported ones may be longer than others. */
const EditFields = z.object({
  text: z
    .string()
    .max(2 * maxImportedCharacters, 'errors.post.tooLong')
    .transform(normaliseText)
    .refine((text) => text.length <= maxImportedCharacters, 'errors.post.tooLong'),
  ...postOptions,
  /** Of its images: those that are to be described otherwise, or shown in another part. Left out, all stay as they are. */
  images: Images.optional(),
  /** Of all of them, where there are any in `images`. */
  isSensitive: z
    .literal('on')
    .transform(() => true)
    .optional(),
})

/** As its form sends it: an image is four fields, `image0`, `alt0`, `x0` and `y0`. */
export const EditInput = z.preprocess(gatherImages, EditFields)
export type EditInput = z.infer<typeof EditInput>

function gatherImages(form: unknown): unknown {
  if (typeof form !== 'object' || form === null) return form
  const fields = new Map(Object.entries(form))
  const images = Array.from({ length: maxImages }, (_, n) => n).flatMap((n) => {
    const id = fields.get(`image${n}`)
    const focus = [fields.get(`x${n}`), fields.get(`y${n}`)].map(Number)
    return id === undefined ? [] : [{ id, alt: fields.get(`alt${n}`), focus }]
  })
  return images.length > 0 ? { ...form, images } : form
}

/** A tag in an address, however it is written, as its feed is called. */
export const TagSchema = z.string().max(200).transform(normaliseTag).refine(isTag)
