import { purgeJob } from '#app/domain/feeds/jobs.ts'
import { handle } from './handle.ts'

// Twice is safe: what is deleted is not there to be deleted again.
export const purge = handle(purgeJob, (_, { feeds }) => feeds.duties.purge(), { everyMs: 60 * 60_000 })
