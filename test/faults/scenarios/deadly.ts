import { closeQueues, holdFanOut } from '#test/support/fault-barrier.ts'
import type { Post } from '#test/support/fault-desk.ts'
import { invite, type Member } from '#test/support/fault-members.ts'
import { metricOf } from '#test/support/fault-metrics.ts'
import { follow } from '#test/support/fault-ties.ts'
import { post } from '#test/support/fault-writes.ts'
import { until } from '#test/support/until.ts'
import type { Stage } from '../fault.ts'

const takenUpWithinMs = 60_000
const redriven = 'tributary_fanout_redriven_total'

/**
 * A post whose fan-out takes its workers with it: it is held up half-way, and all workers are killed, so often.
 * `isOver` ends it before.
 * @returns the post, how often the workers died, and how many deliveries they had asked for again
 */
export async function killAtFanOut(stage: Stage, times: number, isOver = async (_: Post) => false) {
  const { cluster, desk } = stage
  const author = await invitePair(stage)
  await closeQueues(cluster)
  const target = await post(desk, author, 'deadly')
  if (!target) throw new Error('the deadly post was refused')
  let held = await holdFanOut(cluster, target.id, 'before it writes')
  let [kills, counted] = [0, 0]
  for (;;) {
    const isReached = await Promise.race([held.reached.then(() => true), untilOver(() => isOver(target))])
    if (!isReached) break
    for (const worker of cluster.workers) counted += await metricOf(worker, redriven)
    await Promise.all(cluster.workers.map((worker) => worker.kill()))
    kills += 1
    desk.history.note('killed', { kills, target: target.id })
    await held.release()
    const isLast = kills === times
    if (!isLast) held = await holdFanOut(cluster, target.id, 'before it writes')
    await Promise.all(cluster.workers.map((worker) => worker.start()))
    if (isLast) break
  }
  await held.release()
  return { target, kills, counted }
}

async function untilOver(isOver: () => Promise<boolean>): Promise<false> {
  await until(async () => ((await isOver()) ? true : null), { withinMs: takenUpWithinMs, everyMs: 200 })
  return false
}

async function invitePair({ cluster, community, desk }: Stage): Promise<Member> {
  const [author, reader] = await invite(cluster.pool, community, ['author', 'reader'])
  if (!author || !reader) throw new Error('nobody came')
  await desk.write(follow(reader, author))
  return author
}
