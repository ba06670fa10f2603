// What link cards ask to be done later. Handlers are in jobs/.
import { z } from 'zod'
import { defineJob, defineUpkeepJob } from '#app/lib/job.ts'

/** Asks a page what it is called. */
export const linkCardJob = defineJob({
  name: 'posts.link-card',
  // Slow sites of others hold up nothing of ours.
  queue: 'outside',
  payload: z.object({ key: z.string().regex(/^[\w-]{43}$/) }),
  // For trouble of our own. When a page that does not answer is asked again is kept in Postgres.
  attempts: 5,
  dedupe: ({ key }) => key,
})

/** Finds pages that are due: never asked for, lost, or to be tried again; and deletes cards that no post shows. Every minute. */
export const sweepLinkCardsJob = defineUpkeepJob({ name: 'posts.sweep-link-cards' })
