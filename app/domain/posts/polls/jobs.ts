// What polls ask to be done later. Handlers are in jobs/.
import { z } from 'zod'
import { defineJob } from '#app/lib/job.ts'

/** Ends polls whose time is over. Runs every few seconds: what is due is in Postgres, so nothing is lost. */
export const endPollsJob = defineJob({
  name: 'posts.end-polls',
  queue: 'upkeep',
  payload: z.object({}),
  attempts: 1,
})
