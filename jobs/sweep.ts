import { sweepJob } from '#app/domain/feeds/jobs.ts'
import { handle } from './handle.ts'

// Twice is safe: an activity that waits already is not added again.
export const sweep = handle(sweepJob, async (_, { feeds, metrics }) => metrics.redriven(await feeds.duties.sweep()), {
  everyMs: 5_000,
})
