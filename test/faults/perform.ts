import path from 'node:path'
import { checkPosts, checkRows } from '#test/support/fault-check-rows.ts'
import { type Check, checkHomes, checkJobs } from '#test/support/fault-checks.ts'
import { createClient } from '#test/support/fault-client.ts'
import { startCluster } from '#test/support/fault-cluster.ts'
import { createDesk, type Desk } from '#test/support/fault-desk.ts'
import { createFacts } from '#test/support/fault-facts.ts'
import { openHistory } from '#test/support/fault-history.ts'
import { startLoad } from '#test/support/fault-load.ts'
import { seedCommunity, strangersIn } from '#test/support/fault-members.ts'
import { startProber } from '#test/support/fault-prober.ts'
import { untilQuiet } from '#test/support/fault-quiet.ts'
import { createRandom } from '#test/support/fault-random.ts'
import { startWalker } from '#test/support/fault-walker.ts'
import { expectThat, type Fault } from './fault.ts'

export type Report = Readonly<{
  id: string
  title: string
  seconds: number
  writes: number
  unknown: number
  reads: number
  /** Of the reads while the fault lasted. */
  p99Ms: number
  quietAfterMs: number | null
  checks: readonly Check[]
  isGood: boolean
  /** What the clients knew; `desk.history.file` tells the story. */
  desk: Desk
}>

const warmUpMs = { short: 1_500, full: 4_000 }
const afterMs = { short: 500, full: 2_000 }
const size = { short: 25, full: 80 }

export type Theatre = Awaited<ReturnType<typeof openTheatre>>

/** A cluster with people in it. Faults may follow one another on it: each finds it as the one before left it. */
export async function openTheatre({ folder, seed, doors, isShort }: TheatreOptions) {
  const cluster = await startCluster({ folder, doors })
  const random = createRandom(seed)
  const community = await seedCommunity(cluster.pool, random, isShort ? size.short : size.full)
  const facts = createFacts()
  strangersIn(community).forEach(facts.certain)
  return { cluster, random, community, facts, folder, seed, isShort, end: cluster.end }
}

type TheatreOptions = { folder: string; seed: number; doors: boolean; isShort: boolean }

/** Members write and readers read; the fault happens; then it is quiet, and everything is held to the tables. */
export async function perform(fault: Fault, theatre: Theatre): Promise<Report> {
  const { cluster, random, community, facts, isShort } = theatre
  const startedAt = performance.now()
  const history = openHistory(path.join(theatre.folder, fault.id))
  history.note('fault', { id: fault.id, seed: theatre.seed, isShort })
  const desk = createDesk({ client: createClient(cluster, random), history, facts })
  const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  const kind = isShort ? 'short' : 'full'

  const prober = startProber(desk, community, random)
  const walker = startWalker(desk, community)
  const { killsWriters = false, perSecond = 40 } = fault
  const load = perSecond > 0 && !(killsWriters && isShort) ? startLoad(desk, community, random, perSecond) : null
  await pause(warmUpMs[kind])
  history.note('the fault begins')
  const [from, firstRead] = [performance.now(), prober.reads.length]
  const checkOwn = await fault.run({ cluster, community, desk, prober, random, isShort, pause })
  history.note('the fault has ended', { afterMs: performance.now() - from })
  await pause(afterMs[kind])
  await Promise.all([load?.stop(), prober.stop(), walker.stop()])

  const quietAfterMs = await untilQuiet(cluster, fault.quietWithinMs, { withCaches: killsWriters && !isShort })
  const checks = [
    expectThat('quiet', quietAfterMs !== null, `not after ${fault.quietWithinMs} ms`),
    ...(await checkJobs(cluster)),
    ...(await checkHomes(cluster, desk, community)),
    await checkPosts(cluster.pool, history),
    await checkRows(cluster.pool, desk),
    ...((await checkOwn?.()) ?? []),
    { name: 'I2, I8, I9 readers', compared: prober.reads.length + walker.walks(), wrong: history.violations },
  ]
  for (const { name, wrong } of checks) if (wrong.length > 0) history.note('WRONG', { name, wrong })
  const took = prober.reads.slice(firstRead).map(({ tookMs }) => tookMs)
  return {
    id: fault.id,
    title: fault.title,
    seconds: Math.round((performance.now() - startedAt) / 1_000),
    writes: history.operations.length,
    unknown: history.operations.filter(({ end }) => end === 'unknown').length,
    reads: prober.reads.length,
    p99Ms: percentile(took, 0.99),
    quietAfterMs,
    checks,
    isGood: checks.every(({ wrong }) => wrong.length === 0),
    desk,
  }
}

function percentile(values: readonly number[], part: number): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * part)] ?? 0)
}
