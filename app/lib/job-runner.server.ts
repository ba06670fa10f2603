import { createHash } from 'node:crypto'
import { DelayedError, type Job, UnrecoverableError } from 'bullmq'
import { Forbidden, Invalid, NotFound } from './errors.ts'
import type { QueueName } from './job.ts'
import { type Logger, withLogContext } from './log.server.ts'
import { within } from './within.ts'

export type RunnableJob = Readonly<{
  name: string
  version?: number
  queue: QueueName
  run: (payload: unknown) => Promise<void>
  withinMs?: number
  /** Runs by itself, so often, whatever the number of worker processes. */
  everyMs?: number
}>

/** Where jobs go that are given up. It must last: only when it has a job does the job leave the queue. */
export interface DeadLetters {
  /**
   * `isLost`: it did not fail, its workers died. That is tried again some times.
   * @returns whether it is given up; else it is to be tried again @throws when it cannot be kept now
   */
  bury(death: Death): Promise<{ isDead: boolean }>
  /** A job that had been lost was done. */
  forget(job: Pick<Death, 'name' | 'key'>): Promise<void>
}

/** `key`: what makes it the same job as another of its name. */
export type Death = Readonly<{
  queue: string
  name: string
  key: string
  payload: unknown
  error: unknown
  isLost: boolean
}>

/** What is told of a run, for metrics. `name` is one of the known jobs', or `unknown`. */
export type Run = Readonly<{ name: string; seconds: number; outcome: 'done' | 'failed' | 'given-up' }>

export type RunnerOptions = {
  log: Logger
  jobs: readonly RunnableJob[]
  deadLetters: DeadLetters
  onRun?: (run: Run) => void
  /** Before a job that was lost runs again, times how often it was. */
  lostDelayMs?: number
}

/** Workers that a job may take with it before it counts as lost. */
const killsPerLoss = 3
/** Before a job is given up anew that could not be, since Postgres was away. */
const buryAgainMs = 5_000
const usualWithinMs = 60_000

/**
 * Runs one job as BullMQ asks for it. A job leaves the queue done, or as a dead letter: after its last attempt, at once
 * when running again changes nothing, or when it killed its workers too often.
 */
export function createJobRunner({ log, jobs, deadLetters, onRun, lostDelayMs = 5_000 }: RunnerOptions) {
  const byName = new Map(jobs.map((job) => [job.name, job]))

  return async function runJob(job: Job): Promise<void> {
    const known = byName.get(job.name)
    const losses = lossesOf(job)
    if (job.stalledCounter >= killsPerLoss * (losses + 1)) return lose(job, losses + 1)
    const startedAt = performance.now()
    const told = (outcome: Run['outcome']) =>
      onRun?.({ name: known?.name ?? 'unknown', seconds: (performance.now() - startedAt) / 1000, outcome })
    try {
      const { run, withinMs = usualWithinMs } = accepted(known, job)
      const words = `the job did not end within ${withinMs / 1000} s`
      await withLogContext({ jobId: job.id, jobName: job.name }, () => within(withinMs, run(job.data), words))
    } catch (error) {
      const isLast = isFinal(error) || job.attemptsMade + 1 >= (job.opts.attempts ?? 1)
      told(isLast ? 'given-up' : 'failed')
      if (!isLast) throw error
      // What runs by itself runs again soon, dead or not.
      if (known?.everyMs === undefined) await bury(job, error, false)
      throw Object.assign(new UnrecoverableError(String(error)), { cause: error })
    }
    told('done')
    if (losses > 0) await deadLetters.forget({ name: job.name, key: keyOf(job) })
  }

  /** A killed worker cannot say so: whoever takes the job up next does. */
  async function lose(job: Job, losses: number): Promise<void> {
    const error = new Error(`the job lost its worker ${job.stalledCounter} times: it was killed, or hung, or went away`)
    const isScheduled = byName.get(job.name)?.everyMs !== undefined
    if (isScheduled || (await bury(job, error, true)).isDead) throw new UnrecoverableError(error.message)
    await job.updateProgress(losses)
    // At odds: what ran beside the one that kills comes back apart from it.
    return putBack(job, lostDelayMs * losses * (0.5 + Math.random()))
  }

  async function bury(job: Job, error: unknown, isLost: boolean): Promise<{ isDead: boolean }> {
    const { queueName: queue, data: payload } = job
    // Of a job that Redis lost in part nothing is known but its id.
    const name = job.name || 'unknown'
    try {
      return await deadLetters.bury({ queue, name, key: keyOf(job), payload, error, isLost })
    } catch (failure) {
      log.warn({ err: failure, jobName: name }, 'a job cannot be given up now, and stays in the queue')
      return putBack(job, buryAgainMs)
    }
  }
}

/** Costs the job none of its attempts. */
async function putBack(job: Job, delayMs: number): Promise<never> {
  await job.moveToDelayed(Date.now() + Math.round(delayMs), job.token)
  throw new DelayedError()
}

function accepted(known: RunnableJob | undefined, { name, data }: Job): RunnableJob {
  if (!known) throw new Invalid(`no handler for the job ${name}`)
  const { version = 1 } = known
  const given: unknown = data?.v ?? 1
  if (given !== version) throw new Invalid(`the job ${name} has version ${given}, this worker knows ${version}`)
  return known
}

/** How often it was lost before. BullMQ keeps a number with a job that its producer did not write: its progress. */
function lossesOf({ progress }: Job): number {
  return typeof progress === 'number' ? progress : 0
}

function keyOf({ name, deduplicationId, data }: Job): string {
  const prefix = `${name}-`
  if (deduplicationId?.startsWith(prefix)) return deduplicationId.slice(prefix.length)
  return createHash('sha1').update(JSON.stringify(data)).digest('hex')
}

/** Input that is wrong or gone stays so: running again changes nothing. One of the two tables of errors. */
function isFinal(error: unknown): boolean {
  return error instanceof Invalid || error instanceof NotFound || error instanceof Forbidden || isZodError(error)
}

function isZodError(error: unknown): boolean {
  return error instanceof Error && error.name === 'ZodError'
}
