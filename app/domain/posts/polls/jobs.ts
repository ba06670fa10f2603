// What polls ask to be done later. Handlers are in jobs/.
import { defineUpkeepJob } from '#app/lib/job.ts'

/** Ends polls whose time is over. Runs every few seconds: what is due is in Postgres, so nothing is lost. */
export const endPollsJob = defineUpkeepJob({ name: 'posts.end-polls' })
