import type { Stage } from '../fault.ts'
import { expectThat, type Fault } from '../fault.ts'

const normalWithinMs = 30_000
const windowMs = 5_000

/** Good answers to readers, a second. */
async function goodput({ prober, pause }: Stage): Promise<number> {
  const from = prober.reads.length
  await pause(windowMs)
  return prober.reads.slice(from).filter(({ status }) => status === 200).length / (windowMs / 1_000)
}

export const postgresSlow: Fault = {
  id: 'F-16',
  title: 'Postgres slow: 500 ms a round trip, then 10 s',
  doors: true,
  quietWithinMs: 60_000,
  async run(stage) {
    const { cluster, pause, desk } = stage
    const door = cluster.doors?.postgresDoor
    const before = await goodput(stage)
    door?.slow(500)
    const during = await goodput(stage)
    await pause(10_000)
    door?.slow(10_000)
    await pause(15_000)
    door?.slow(0)
    await pause(normalWithinMs - windowMs)
    const after = await goodput(stage)
    desk.history.note('goodput', { before, during, after })
    return async () => [
      expectThat('goodput', after >= 0.7 * before, `${after.toFixed(1)} reads/s after, ${before.toFixed(1)} before`),
    ]
  },
}
