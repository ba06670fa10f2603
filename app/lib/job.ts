import { z } from 'zod'

/**
 * What a job is called and carries: ids only. Producers import this, never the handler.
 * A job may run twice, twice at once, and late: its handler reads the newest state.
 */
export type JobContract<Payload = unknown> = Readonly<{
  /** Stable across renames of files: `feeds.fan-out`. */
  name: string
  /** Of the payload's meaning, 1 if absent. A worker gives up jobs of another version than its own. */
  version?: number
  /** The queue it waits in: what waits in one holds up none in another. */
  queue: QueueName
  payload: z.ZodType<Payload>
  /** Runs before it is given up and becomes a dead letter. */
  attempts: number
  /** How long one run may take, a minute if absent: longer counts as a failed run. */
  withinMs?: number
  /** While a job with this key waits or runs, adding another does nothing. */
  dedupe?: (payload: Payload) => string
}>

export const queueNames = ['feeds', 'rebuilds', 'upkeep', 'outside', 'media'] as const
export type QueueName = (typeof queueNames)[number]

/** The JSON of a job's payload. It holds ids: what is longer is a mistake, and would fill Redis. */
export const maxPayloadBytes = 8 * 1024

export function defineJob<Payload>(contract: JobContract<Payload>): JobContract<Payload> {
  return contract
}

/** A job that runs by itself and carries nothing: its next run is its second attempt. */
export function defineUpkeepJob({ name, withinMs }: Pick<JobContract, 'name' | 'withinMs'>) {
  return defineJob({ name, queue: 'upkeep', payload: z.object({}), attempts: 1, withinMs })
}
