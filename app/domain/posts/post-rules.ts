import { z } from 'zod'
import { isId } from '#app/lib/id.ts'
import { countCharacters } from './post-text.ts'
import { reactionKinds } from './post-views.ts'

/** Characters of a post as people count them (see `countCharacters`). */
export const maxPostCharacters = 500
/** Characters of an imported post; it is shown folded past `maxPostCharacters`. */
export const maxImportedCharacters = 100_000

export const IdSchema = z.string().refine(isId, 'errors.id')

/** A post as the composer sends it. Error messages are i18n keys. */
export const PostInput = z.object({
  text: z
    .string()
    .max(20_000, 'errors.post.tooLong')
    .transform(normaliseText)
    .refine((text) => text.length > 0, 'errors.post.empty')
    .refine((text) => countCharacters(text) <= maxPostCharacters, 'errors.post.tooLong'),
  replyToId: IdSchema.optional(),
  /** Any visible ASCII that the form keeps while it is the same draft: sent twice, it makes one post. */
  clientKey: z
    .string()
    .regex(/^[!-~]{8,100}$/, 'errors.id')
    .optional(),
})
export type PostInput = z.infer<typeof PostInput>

export const ReactionInput = z.object({ kind: z.enum(reactionKinds, 'errors.reaction') })

/** The text as it is stored: one form of Unicode, no control or direction-override characters, no outer space. */
export function normaliseText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, (c) => (c === '\n' || c === '\t' ? c : ''))
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
