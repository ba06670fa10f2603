import { reviewAuthorsJob } from '#app/domain/feeds/jobs.ts'
import { handle } from './handle.ts'

// Twice is safe: a timeline that is forgotten twice is built once more, and an author leaves once.
export const reviewAuthors = handle(reviewAuthorsJob, (_, { feeds }) => feeds.duties.reviewAuthors(), {
  everyMs: 60_000,
})
