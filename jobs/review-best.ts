import { reviewBestJob } from '#app/domain/levels/jobs.ts'
import { handle } from './handle.ts'

// Twice is safe: it is counted, and what is as it was is not written.
export const reviewBest = handle(reviewBestJob, (_, { levels }) => levels.reviewBest(), { everyMs: 3600_000 })
