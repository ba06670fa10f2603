import type { z } from 'zod'
import { accountLimits, ProfileInput } from '#app/domain/accounts/account-rules.ts'

export const bookmarkLimits = { maxBookmarks: 10_000, maxFolders: 50, maxName: accountLimits.maxName } as const

/** A folder is named as a person is: one line of 1 to 60 characters. */
export const FolderInput = ProfileInput.pick({ name: true })
export type FolderInput = z.infer<typeof FolderInput>
