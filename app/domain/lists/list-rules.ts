import { z } from 'zod'
import { accountLimits, Handle, ProfileInput } from '#app/domain/accounts/account-rules.ts'

export const listLimits = { maxLists: 100, maxPeople: 1_000, maxName: accountLimits.maxName } as const

/** A list is named as a person is: one line of 1 to 60 characters. */
export const ListInput = ProfileInput.pick({ name: true })
export type ListInput = z.infer<typeof ListInput>

/** Somebody by their handle, with or without its sign. */
export const ListedInput = z.object({
  handle: z
    .string('errors.required')
    .transform((text) => text.trim().replace(/^@/, ''))
    .pipe(Handle),
})
