import { fanOutJob } from '#app/domain/feeds/jobs.ts'
import { handle } from './handle.ts'

// Twice is safe: a timeline takes an id once, and the ledger keeps how far the delivery came.
export const fanOut = handle(fanOutJob, (payload, { feeds }) => feeds.duties.fanOut(payload))
