import { expectThat, type Fault } from '../fault.ts'

/** Everything is right so long after a worker was killed: its jobs' locks run out first. */
const afterKillMs = 60_000

export const workersKilled: Fault = {
  id: 'F-01',
  title: 'kill -9 a random worker every 3 s',
  quietWithinMs: afterKillMs,
  async run({ cluster, random, isShort, pause, desk }) {
    const times = isShort ? 2 : 20
    for (let time = 0; time < times; time += 1) {
      const worker = random.pick(cluster.workers)
      desk.history.note('kill', { name: worker?.name })
      await worker?.kill()
      await pause(1_000)
      await worker?.start()
      await pause(2_000)
    }
    return null
  },
}

export const noWorkers: Fault = {
  id: 'F-03',
  title: 'kill -9 all workers, pause, restart',
  quietWithinMs: afterKillMs,
  async run({ cluster, isShort, pause }) {
    await Promise.all(cluster.workers.map((worker) => worker.kill()))
    await pause(isShort ? 5_000 : 60_000)
    await Promise.all(cluster.workers.map((worker) => worker.start()))
    return null
  },
}

export const postgresKilled: Fault = {
  id: 'F-14',
  title: 'kill -9 Postgres and its children, restart',
  quietWithinMs: afterKillMs,
  async run({ cluster, prober, isShort, pause }) {
    const from = prober.reads.length
    await cluster.postgres.kill()
    await pause(isShort ? 2_000 : 8_000)
    await cluster.postgres.start()
    const during = prober.reads.slice(from)
    const hung = during.filter(({ tookMs }) => tookMs > 3_500)
    const odd = during.filter(({ status }) => ![200, 404, 503].includes(status))
    return async () => [
      expectThat('answers within 3.5 s', hung.length === 0, `${hung.length} of ${during.length} did not`),
      expectThat('503, not 500', odd.length === 0, odd.map(({ what, status }) => `${what} ${status}`).join(', ')),
    ]
  },
}
