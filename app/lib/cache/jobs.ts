import { z } from 'zod'
import { defineJob } from '#app/lib/job.ts'

/** Invalidates what writers that died left open. Runs twice a minute. */
export const recoverCacheJob = defineJob({
  name: 'cache.recover',
  queue: 'upkeep',
  payload: z.object({}),
  attempts: 1,
})
