import { auditJob } from '#app/domain/feeds/jobs.ts'
import { handle } from './handle.ts'

/** Timelines of one run. */
const sample = 500

// Twice is safe: a timeline that is forgotten twice is built once.
export const audit = handle(
  auditJob,
  async (_, { audit, metrics }) => metrics.audited(await audit({ sample, repair: true })),
  { everyMs: 10 * 60_000 },
)
