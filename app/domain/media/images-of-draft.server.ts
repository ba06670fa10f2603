import { sql } from '#app/lib/db.server.ts'

/** Where a row of `draft` names images: those of its first post, and of what goes on from it. */
export const imagesOfDraft = sql`concat(draft.fields ->> 'media', draft.fields ->> 'thread')`
