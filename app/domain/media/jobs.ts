// What media ask to be done later. Handlers are in jobs/.
import { z } from 'zod'
import { IdSchema } from '#app/lib/id-schema.ts'
import { defineJob, defineUpkeepJob } from '#app/lib/job.ts'

/** Makes the sizes of an image that was sent. */
export const processMediaJob = defineJob({
  name: 'media.process',
  // Of its own: seconds of a processor must not stand before a delivery.
  queue: 'media',
  payload: z.object({ mediaId: IdSchema }),
  attempts: 5,
  dedupe: ({ mediaId }) => mediaId,
})

/** Asks again for what was never prepared, and removes what nobody needs any more. Runs every minute. */
export const sweepMediaJob = defineUpkeepJob({ name: 'media.sweep', withinMs: 5 * 60_000 })
