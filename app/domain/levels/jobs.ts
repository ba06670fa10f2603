// What levels ask to be done later. Handlers are in jobs/.
import { defineUpkeepJob } from '#app/lib/job.ts'

/** Finds out anew what does well for whom. Runs every hour. */
export const reviewBestJob = defineUpkeepJob({ name: 'levels.review-best', withinMs: 5 * 60_000 })
