import { publishDueJob } from '#app/domain/posts/drafts/jobs.ts'
import { handle } from './handle.ts'

// Twice is safe: the draft's key makes it one post.
export const publishDue = handle(publishDueJob, (_, { scheduled }) => scheduled.publishDue(), { everyMs: 5_000 })
