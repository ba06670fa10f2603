import { z } from 'zod'
import type { Id } from '#app/lib/id.ts'
import { isBlank } from '#app/lib/text.ts'
import { ClientKey } from '../writing/client-key.ts'

export const draftLimits = { maxDrafts: 100, maxScheduled: 100, maxAheadDays: 365 }

/** The composer's fields as its form sends them, whatever they are: what they say is looked at when they are posted. */
export type DraftFields = Readonly<Record<string, string>>

export type DraftView = Readonly<{
  id: Id
  clientKey: string
  /** Counts up with each save: who saves an older one than is there makes a second draft. */
  version: number
  fields: DraftFields
  savedAt: string
  /** When it is published; null for a draft. */
  publishAt: string | null
  /** Why it was not published: an i18n key. */
  problem: string | null
}>

const maxFields = 60
/** UTF-16 units of a field: more than any text that can be posted, and a thread with images as far as a request goes. */
const maxFieldUnits = 60_000
const ownFields = new Set(['clientKey', 'version', 'publishAt', 'zone'])

/** A draft as the composer sends it: all of its fields, and which draft they are. Files are not kept. */
export const DraftInput = z
  .looseObject({
    clientKey: ClientKey,
    version: z.coerce.number().int().min(0).max(1_000_000_000).default(0),
  })
  .transform(({ clientKey, version, ...given }) => ({ clientKey, version, fields: fieldsOf(given) }))
  .refine(({ fields }) => Object.keys(fields).length <= maxFields, 'errors.invalid')
  .refine(({ fields }) => Object.values(fields).every(({ length }) => length <= maxFieldUnits), 'errors.post.tooLong')

/** Fields of text that are filled in; a field that was sent several times is none. */
function fieldsOf(given: Readonly<Record<string, unknown>>): DraftFields {
  const fields: Record<string, string> = {}
  for (const [name, value] of Object.entries(given)) {
    // NUL is the one character that Postgres keeps in no text.
    if (typeof value === 'string' && value !== '' && /^[A-Za-z][\w-]{0,39}$/.test(name) && !ownFields.has(name))
      fields[name] = value.replaceAll('\0', '')
  }
  return fields
}

/** Whether there is anything in it that somebody wrote. */
export function isEmptyDraft({ text = '', media = '', thread = '' }: DraftFields): boolean {
  return isBlank(text) && isNone(media) && isNone(thread)
}

/** A list, in JSON, that may be left out. */
const isNone = (list: string) => list === '' || list === '[]'

/** What it is written for: the post that it answers, or home. */
export function contextOf({ replyToId }: DraftFields): string {
  return replyToId && /^[\w-]{36}$/.test(replyToId) ? replyToId : 'home'
}
