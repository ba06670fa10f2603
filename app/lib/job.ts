import type { z } from 'zod'

/**
 * What a job is called and carries: ids only. Producers import this, never the handler.
 * A job may run twice, twice at once, and late: its handler reads the newest state.
 */
export type JobContract<Payload = unknown> = Readonly<{
  /** Stable across renames of files: `feeds.fan-out`. */
  name: string
  /** The queue it waits in: what waits in one holds up none in another. */
  queue: QueueName
  payload: z.ZodType<Payload>
  /** Runs before it is given up and listed as failed. */
  attempts: number
  /** While a job with this key waits or runs, adding another does nothing. */
  dedupe?: (payload: Payload) => string
}>

export const queueNames = ['feeds', 'upkeep'] as const
export type QueueName = (typeof queueNames)[number]

export function defineJob<Payload>(contract: JobContract<Payload>): JobContract<Payload> {
  return contract
}
