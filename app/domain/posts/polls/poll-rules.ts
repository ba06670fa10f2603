import { z } from 'zod'
import { isBlank, normaliseText } from '#app/lib/text.ts'

export const pollLimits = { minOptions: 2, maxOptions: 8, maxOption: 60, minMinutes: 5, maxMinutes: 30 * 24 * 60 }
/** How long a poll goes unless told. */
export const dayMinutes = 24 * 60

/** A poll as the composer sends it: an option a line, so that any form can. Messages are i18n keys. */
export const pollFields = {
  poll: z
    .string()
    .max(2_000, 'errors.poll.long')
    .transform((text) =>
      normaliseText(text)
        .split('\n')
        .map(oneLine)
        .filter((line) => !isBlank(line)),
    )
    .refine((lines) => lines.every((line) => line.length <= pollLimits.maxOption), 'errors.poll.long')
    .refine((lines) => new Set(lines).size === lines.length, 'errors.poll.same')
    .refine((lines) => lines.length === 0 || lines.length >= pollLimits.minOptions, 'errors.poll.count')
    .refine((lines) => lines.length <= pollLimits.maxOptions, 'errors.poll.count')
    .optional(),
  /** From when it is posted; a day unless told. */
  pollMinutes: z.coerce
    .number('errors.poll.ends')
    .int('errors.poll.ends')
    .min(pollLimits.minMinutes, 'errors.poll.ends')
    .max(pollLimits.maxMinutes, 'errors.poll.ends')
    .optional(),
  /** Whether somebody may choose several. */
  pollMultiple: z.enum(['', 'on'], 'errors.invalid').optional(),
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** What somebody chose: places of options, from 0, as one field or several. */
export const VoteInput = z.object({
  choice: z
    .union([z.string(), z.array(z.string())], 'errors.poll.choose')
    .transform((given) => [given].flat().flatMap((text) => text.split(',')))
    .pipe(
      z
        .array(
          z
            .string()
            .regex(/^[0-7]$/, 'errors.poll.choose')
            .transform(Number),
        )
        .min(1)
        .max(pollLimits.maxOptions),
    )
    .transform((choices) => [...new Set(choices)].sort()),
})
