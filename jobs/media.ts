import { processMediaJob, sweepMediaJob } from '#app/domain/media/jobs.ts'
import { handle } from './handle.ts'

// Twice is safe: the same files are written again, and only what waits is changed.
export const processMedia = handle(processMediaJob, (payload, { media }) => media.duties.process(payload))

// Twice is safe: what is removed is claimed first.
export const sweepMedia = handle(sweepMediaJob, (_, { media }) => media.duties.sweep(), { everyMs: 60_000 })
