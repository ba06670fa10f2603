// What drafts ask to be done later. Handlers are in jobs/.
import { z } from 'zod'
import { defineJob } from '#app/lib/job.ts'

/** Publishes posts whose time has come. Runs every few seconds: what is due is in Postgres, so nothing is lost. */
export const publishDueJob = defineJob({
  name: 'posts.publish-due',
  queue: 'upkeep',
  payload: z.object({}),
  attempts: 1,
  withinMs: 5 * 60_000,
})
