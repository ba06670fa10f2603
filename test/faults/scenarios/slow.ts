import { now } from '#test/support/fault-history.ts'
import type { Stage } from '../fault.ts'
import { expectThat, type Fault } from '../fault.ts'

const normalWithinMs = 30_000
const windowMs = 5_000
/** Answers that tell the truth, or that it cannot be told now; 0: none within 10 seconds. */
const proper: readonly number[] = [200, 404, 503, 0]

/** Good answers a second, to readers and writers: each of these waits for its answer before it asks again. */
async function goodput({ prober, desk, pause }: Stage): Promise<{ reads: number; writes: number }> {
  const [from, firstRead] = [now(), prober.reads.length]
  await pause(windowMs)
  const reads = prober.reads.slice(firstRead).filter(({ status }) => status === 200 || status === 404)
  const writes = desk.history.operations.filter(({ end, endedAt }) => end === 'ok' && (endedAt ?? 0) > from)
  return { reads: reads.length / (windowMs / 1_000), writes: writes.length / (windowMs / 1_000) }
}

export const postgresSlow: Fault = {
  id: 'F-16',
  title: 'Postgres slow: 500 ms a round trip, then 10 s',
  doors: true,
  quietWithinMs: 60_000,
  async run(stage) {
    const { cluster, pause, desk, prober } = stage
    const door = cluster.doors?.postgresDoor
    const before = await goodput(stage)
    const firstSlow = prober.reads.length
    door?.slow(500)
    const during = await goodput(stage)
    await pause(10_000)
    door?.slow(10_000)
    await pause(15_000)
    door?.slow(0)
    const slow = prober.reads.slice(firstSlow)
    await pause(normalWithinMs - windowMs)
    const after = await goodput(stage)
    const odd = slow.filter(({ status }) => !proper.includes(status))
    desk.history.note('goodput', { before, during, after, slow })
    return async () => [
      ...(['reads', 'writes'] as const).map((kind) =>
        expectThat(
          `goodput of ${kind}`,
          after[kind] >= 0.7 * before[kind],
          `${after[kind].toFixed(1)} a second after, ${before[kind].toFixed(1)} before`,
        ),
      ),
      expectThat('answers while it is slow', during.reads > 0, 'nobody was answered at 500 ms a round trip'),
      expectThat(
        'load is shed',
        odd.length === 0,
        `${odd.length} of ${slow.length} were answered otherwise: ${odd[0]?.what} ${odd[0]?.status}`,
      ),
    ]
  },
}
