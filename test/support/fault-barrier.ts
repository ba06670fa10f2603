import { within } from '#app/lib/within.ts'
import type { Cluster } from './fault-cluster.ts'

/** Where a fan-out is held up: it has not begun; it knows the followers and writes next; it has written and does not know. */
export const barriers = ['before it begins', 'before it writes', 'after it wrote'] as const
const reachedWithinMs = 60_000
export type Barrier = (typeof barriers)[number]

/** Until they are opened again, no job begins. */
export async function closeQueues({ queues }: Pick<Cluster, 'queues'>): Promise<void> {
  await Promise.all(queues.queues.map((queue) => queue.pause()))
}

export async function openQueues({ queues }: Pick<Cluster, 'queues'>): Promise<void> {
  await Promise.all(queues.queues.map((queue) => queue.resume()))
}

/**
 * Holds up the fan-out of an activity. Close the queues, publish, hold: the queues are open afterwards, or when it is
 * released. Wait for `reached`, act, then `release`.
 */
export async function holdFanOut(cluster: Cluster, activityId: string, barrier: Barrier) {
  if (barrier === 'before it begins') return { reached: Promise.resolve(), release: () => openQueues(cluster) }
  if (!cluster.doors) throw new Error('without doors nothing can be held')
  // As the script that writes into timelines takes an id: no other command of a worker has these digits.
  const digits = activityId.replaceAll('-', '')
  const held = cluster.doors.workerRedisDoor.holdAt(digits, barrier === 'before it writes' ? 'request' : 'answer')
  await openQueues(cluster)
  const reached = within(reachedWithinMs, held.reached, `the fan-out of ${activityId} was not met ${barrier}`)
  // Nobody may be waiting any more.
  reached.catch(() => undefined)
  return { reached, release: async () => held.release() }
}
