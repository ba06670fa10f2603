import { z } from 'zod'
import { wordsIn } from '#app/domain/posts/visibility/muted-words.ts'
import { normaliseText } from '#app/lib/text.ts'
import { muteLengths } from './mute-lengths.ts'

export const wordLimits = { maxWords: 200, maxCharacters: 100 } as const
export const wordActions = ['hide', 'warn'] as const
export type WordAction = (typeof wordActions)[number]

export const MuteLengthInput = z.enum(muteLengths).default('forever')

const checked = z
  .literal('1')
  .optional()
  .transform((value) => value === '1')

/** A word, words in a row, or a hashtag with its sign. Where it counts: at least one place. */
export const WordInput = z
  .object({
    phrase: z
      .string('errors.required')
      .max(4 * wordLimits.maxCharacters, 'errors.word.long')
      .transform((text) => normaliseText(text).replace(/\s+/g, ' '))
      .refine((text) => text.length <= wordLimits.maxCharacters, 'errors.word.long')
      .refine((text) => wordsIn(text).length > 0, 'errors.word.empty'),
    action: z.enum(wordActions),
    inHome: checked,
    inNotifications: checked,
    inSearch: checked,
    length: MuteLengthInput,
  })
  .refine(({ inHome, inNotifications, inSearch }) => inHome || inNotifications || inSearch, {
    path: ['inHome'],
    message: 'errors.word.nowhere',
  })
export type WordInput = z.infer<typeof WordInput>
