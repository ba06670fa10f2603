// What the feeds ask to be done later. Handlers are in jobs/.
import { z } from 'zod'
import { IdSchema } from '#app/lib/id-schema.ts'
import { defineJob, defineUpkeepJob } from '#app/lib/job.ts'
import type { FeedId } from './types.ts'

const FeedIdSchema = z.templateLiteral([z.string().min(1), ':', z.string().min(1)]) satisfies z.ZodType<FeedId>

/** Writes one activity into its followers' timelines. */
export const fanOutJob = defineJob({
  name: 'feeds.fan-out',
  queue: 'feeds',
  payload: z.object({ activityId: IdSchema }),
  attempts: 8,
  // Millions of followers; it goes on where it was cut off.
  withinMs: 10 * 60_000,
  dedupe: ({ activityId }) => activityId,
})

/** Builds one timeline afresh from the ledger. */
export const rebuildJob = defineJob({
  name: 'feeds.rebuild',
  // When Redis was emptied, everybody's at once: deliveries must not wait behind them.
  queue: 'rebuilds',
  payload: z.object({ feed: FeedIdSchema }),
  attempts: 5,
  dedupe: ({ feed }) => feed.replaceAll(':', '-'),
})

/** Looks after who is merged at read instead of being written ahead. Runs every minute. */
export const reviewAuthorsJob = defineUpkeepJob({
  name: 'feeds.review-authors',
  // All followers of who leaves.
  withinMs: 10 * 60_000,
})

/** Finds activities whose fan-out was never asked for, or was lost. Runs every few seconds. */
export const sweepJob = defineUpkeepJob({ name: 'feeds.sweep' })

/** Deletes what was taken back long ago. Runs every hour. */
export const purgeJob = defineUpkeepJob({ name: 'feeds.purge', withinMs: 5 * 60_000 })

/** Compares a sample of timelines with the ledger, and forgets those that are wrong. Runs every few minutes. */
export const auditJob = defineUpkeepJob({ name: 'feeds.audit', withinMs: 5 * 60_000 })
