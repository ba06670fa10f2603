import { defineUpkeepJob } from '#app/lib/job.ts'

/** Invalidates what writers that died left open. Runs twice a minute. */
export const recoverCacheJob = defineUpkeepJob({ name: 'cache.recover' })
