import { randomUUID } from 'node:crypto'
import type { Cluster } from '#test/support/fault-cluster.ts'
import { metricOf } from '#test/support/fault-metrics.ts'
import { until } from '#test/support/until.ts'
import { expectThat, type Fault } from '../fault.ts'
import { killAtFanOut } from './deadly.ts'

const deadWithinMs = 30_000
/** Kills that a job is not given up for, and more than it may take at one go. */
const survivedKills = 4
/** More than any job may take. */
const deadlyKills = 15
const hugeBytes = 64 * 1024 * 1024

export const killedAgain: Fault = {
  id: 'F-02',
  title: `the same job killed ${survivedKills} times`,
  doors: true,
  perSecond: 5,
  quietWithinMs: 60_000,
  async run(stage) {
    const { kills, counted } = await killAtFanOut(stage, survivedKills)
    return async () => {
      const last = await Promise.all(
        stage.cluster.workers.map((worker) => metricOf(worker, 'tributary_fanout_redriven_total')),
      )
      const asked = counted + last.reduce((sum, one) => sum + one, 0)
      return [
        expectThat('killed', kills === survivedKills, `killed ${kills} times`),
        expectThat('fanout_redriven', asked > 0, 'the sweeper asked for nothing again'),
      ]
    }
  },
}

/** Jobs that no worker can do, each in its way. */
const poisons = [
  { name: 'feeds.fan-out', data: { activityId: 'no id' } },
  { name: 'feeds.fan-out', data: { activityId: randomUUID(), v: 99 } },
  { name: 'feeds.unheard-of', data: {} },
  { name: 'feeds.fan-out', data: { activityId: 'x'.repeat(hugeBytes) } },
]

export const poisoned: Fault = {
  id: 'F-18',
  title: 'poisoned jobs: wrong, of another version, unknown, 64 MB, deadly to workers',
  doors: true,
  perSecond: 5,
  quietWithinMs: 60_000,
  async run(stage) {
    const { cluster, desk } = stage
    const [queue] = cluster.queues.queues
    for (const { name, data } of poisons) await queue?.add(name, data, { removeOnComplete: true })
    const letters = await until(
      async () => {
        const dead = await deadLetters(cluster)
        return dead.length >= poisons.length ? dead : null
      },
      { withinMs: deadWithinMs, everyMs: 100 },
    )
    const { target, kills } = await killAtFanOut(stage, deadlyKills, async ({ id }) => isDead(cluster, id))
    const deadly = (await deadLetters(cluster)).filter(({ key }) => key === target.id)
    desk.history.note('dead', { kills, letters: await deadLetters(cluster) })
    for (const { id } of deadly) await cluster.wiring.deadLetters.replay({ id })
    // Not before: a worker that has lost the lock of a job, as it is so large, writes the same letter again.
    const poison = new Set(letters.map(({ key }) => key))
    for (const { id, key } of await deadLetters(cluster))
      if (poison.has(key)) await cluster.wiring.deadLetters.discard({ id })
    return async () => [
      expectThat('dead letters', letters.length === poisons.length, `${letters.length} of ${poisons.length}`),
      expectThat('the deadly job', deadly.length === 1, `no dead letter after ${kills} kills`),
    ]
  },
}

async function deadLetters({ pool }: Cluster): Promise<{ id: string; name: string; key: string; error: string }[]> {
  const { rows } = await pool.query('SELECT id, name, key, error FROM dead_letter WHERE is_dead')
  return rows
}

async function isDead(cluster: Cluster, activityId: string): Promise<boolean> {
  return (await deadLetters(cluster)).some(({ key }) => key === activityId)
}
