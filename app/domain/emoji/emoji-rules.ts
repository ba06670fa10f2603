import { z } from 'zod'
import { normaliseText } from '#app/lib/text.ts'
import { emojiLimits } from './emoji-limits.ts'

/** `:name:` as texts have it, with or without its colons. A letter is in it, so that no time of day is one. */
const Name = z
  .string()
  .max(200, 'errors.emoji.name')
  .transform((name) => name.trim().replace(/^:|:$/g, '').toLowerCase())
  .pipe(z.string().regex(/^(?=.*[a-z])[a-z0-9_]{2,30}$/, 'errors.emoji.name'))

const line = (max: number, message: string) =>
  z
    .string()
    .max(2_000, message)
    .transform((text) => normaliseText(text).replace(/\s+/g, ' ').trim())
    .refine((text) => text.length <= max, message)
    .default('')

/** What an admin says of an emoji. Messages are i18n keys. */
export const EmojiInput = z.object({
  name: Name,
  description: line(emojiLimits.maxDescription, 'errors.emoji.description'),
  category: line(emojiLimits.maxCategory, 'errors.emoji.category'),
})
export type EmojiInput = z.infer<typeof EmojiInput>
