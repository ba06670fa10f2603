import { endPollsJob } from '#app/domain/posts/polls/jobs.ts'
import { handle } from './handle.ts'

// Twice is safe: what has ended is not ended again.
export const endPolls = handle(endPollsJob, (_, { posts }) => posts.endDue(), { everyMs: 5_000 })
