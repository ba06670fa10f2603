import { rebuildJob } from '#app/domain/feeds/jobs.ts'
import { handle } from './handle.ts'

// Twice is safe: the later build makes the earlier one's token void.
export const rebuild = handle(rebuildJob, (payload, { feeds }) => feeds.duties.rebuildAsked(payload))
