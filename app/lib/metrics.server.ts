import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Run } from './job-runner.server.ts'
import type { QueueState } from './queue.server.ts'

/** What one process has measured. Every label has few values, whatever people do. */
export interface Metrics {
  jobRan(run: Run): void
  /** `stage`: of reading a feed. */
  stageTook(stage: string, seconds: number): void
  /** An activity reached all followers so long after its commit. */
  delivered(delivery: { seconds: number; followers: number }): void
  /** Deliveries asked for again, since nothing had come of the first time. */
  redriven(count: number): void
  /** `level`: where so many values came from. */
  cacheRead(kind: string, level: string, count: number): void
  /** Timelines compared with the ledger, and how many of them were wrong. */
  audited(audit: { checked: number; wrong: number }): void
  answered(answer: { route: string; status: number; seconds: number }): void
  /** What is asked for when somebody reads the metrics; without an answer the values are left out. */
  watch(sources: Sources): void
  /** In the text format of Prometheus. Asks what is watched: Redis and Postgres, once each. */
  read(): Promise<{ type: string; text: string }>
}

type Sources = Readonly<{
  queues: () => Promise<readonly QueueState[]>
  /** Jobs that are given up. */
  deadLetters: () => Promise<number>
  /** When the oldest activity was recorded that waits to be delivered. */
  oldestUndelivered: () => Promise<Date | null>
}>

const brief = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
const long = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]

export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const histogram = <Label extends string>(name: string, help: string, labelNames: Label[], buckets: number[]) =>
    new Histogram({ name: `tributary_${name}`, help, labelNames, buckets, registers })
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: `tributary_${name}`, help, labelNames, registers })

  const jobs = histogram('job_seconds', 'Runs of jobs, by what came of them.', ['name', 'outcome'], long)
  const stages = histogram('feed_read_seconds', 'Stages of reading a feed.', ['stage'], brief)
  const lag = histogram(
    'fanout_lag_seconds',
    'From commit to delivery, by followers of the author.',
    ['followers'],
    long,
  )
  const redriven = counter('fanout_redriven_total', 'Deliveries asked for again by the sweep.', [])
  const cacheReads = tally(registry, 'cache_reads_total', 'Values read, by kind and by where they were.')
  const audited = counter('feed_audit_timelines_total', 'Timelines compared with the ledger.', ['result'])
  const auditedAt = new Gauge({
    name: 'tributary_feed_audit_last_timestamp_seconds',
    help: 'When this process last compared timelines; 0 for never.',
    registers,
  })
  const requests = histogram(
    'http_request_seconds',
    'Answers, by kind of address and status.',
    ['route', 'status'],
    brief,
  )
  const ask = watched(registry)
  let sources: Sources | null = null
  let hasDefaults = false

  return {
    jobRan: ({ name, outcome, seconds }) => jobs.observe({ name, outcome }, seconds),
    stageTook: (stage, seconds) => stages.observe({ stage }, seconds),
    delivered: ({ followers, seconds }) => lag.observe({ followers: sizeOf(followers) }, seconds),
    redriven: (count) => redriven.inc(count),
    cacheRead: (kind, level, count) => cacheReads(kind, level, count),
    audited({ checked, wrong }) {
      audited.inc({ result: 'right' }, checked - wrong)
      audited.inc({ result: 'wrong' }, wrong)
      auditedAt.setToCurrentTime()
    },
    answered: ({ route, status, seconds }) =>
      requests.observe({ route, status: `${Math.floor(status / 100)}xx` }, seconds),
    watch(given) {
      sources = given
    },
    async read() {
      // Watching memory and garbage collection begins with the first reader.
      if (!hasDefaults) collectDefaultMetrics({ register: registry })
      hasDefaults = true
      if (sources) await ask(sources)
      return { type: registry.contentType, text: await registry.metrics() }
    },
  }
}

/** Values that are asked for at each reading. @returns what asks */
function watched(registry: Registry): (sources: Sources) => Promise<void> {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name: `tributary_${name}`, help, labelNames, registers: [registry] })
  const waiting = gauge('jobs_waiting', 'Jobs that are ready to run.', ['queue'])
  const oldest = gauge('jobs_oldest_waiting_seconds', 'How long the oldest of them has been ready.', ['queue'])
  const dead = gauge('dead_letters', 'Jobs that are given up.', [])
  const undelivered = gauge('undelivered_oldest_seconds', 'Age of the oldest activity that waits to be delivered.', [])

  return async ({ queues, deadLetters, oldestUndelivered }) => {
    const [states, count, since] = await Promise.allSettled([queues(), deadLetters(), oldestUndelivered()])
    for (const labelled of [waiting, oldest]) labelled.reset()
    for (const single of [dead, undelivered]) single.remove()
    if (states.status === 'fulfilled') {
      for (const { name, waiting: ready, oldestWaitingMs } of states.value) {
        waiting.set({ queue: name }, ready)
        oldest.set({ queue: name }, oldestWaitingMs / 1000)
      }
    }
    if (count.status === 'fulfilled') dead.set(count.value)
    if (since.status === 'fulfilled') {
      undelivered.set(since.value === null ? 0 : Math.max(0, (Date.now() - since.value.getTime()) / 1000))
    }
  }
}

/** Of an author, in four sizes. */
function sizeOf(followers: number): string {
  if (followers < 100) return '<100'
  if (followers < 1_000) return '<1k'
  return followers < 10_000 ? '<10k' : '>=10k'
}

/**
 * A counter by kind and level that is added to several times a page: kept as numbers, and told to the registry when it is
 * read. The library looks its labels up at each call, which is a twentieth of a page.
 */
function tally(registry: Registry, name: string, help: string) {
  const counts = new Map<string, Map<string, number>>()
  new Counter({
    name: `tributary_${name}`,
    help,
    labelNames: ['kind', 'level'],
    registers: [registry],
    collect() {
      this.reset()
      for (const [kind, levels] of counts) for (const [level, count] of levels) this.inc({ kind, level }, count)
    },
  })
  return (kind: string, level: string, count: number): void => {
    const levels = counts.get(kind) ?? new Map<string, number>()
    if (levels.size === 0) counts.set(kind, levels)
    levels.set(level, (levels.get(level) ?? 0) + count)
  }
}
