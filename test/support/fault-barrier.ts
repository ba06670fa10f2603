import { idToBytes } from '#app/lib/id.ts'
import type { Cluster } from './fault-cluster.ts'

/** Where a fan-out is held up: it has not begun; it knows the followers and writes next; it has written and does not know. */
export const barriers = ['before it begins', 'before it writes', 'after it wrote'] as const
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
  // Timelines hold raw ids: no other command of a worker has these bytes.
  const bytes = idToBytes(activityId).toString('latin1')
  const held = cluster.doors.workerRedisDoor.holdAt(bytes, barrier === 'before it writes' ? 'request' : 'answer')
  await openQueues(cluster)
  return { reached: held.reached, release: async () => held.release() }
}
