import { recoverCacheJob } from '#app/lib/cache/jobs.ts'
import { handle } from './handle.ts'

// Twice is safe: what is invalidated twice is read once more.
export const recoverCache = handle(recoverCacheJob, (_, { cache }) => cache.recover(), { everyMs: 30_000 })
