import type { Cluster } from './fault-cluster.ts'
import type { Member } from './fault-members.ts'

/** Where a fan-out is held up: it has not begun; it knows the followers and writes next; it has written and does not know. */
export const barriers = ['before it begins', 'before it writes', 'after it wrote'] as const
export type Barrier = (typeof barriers)[number]

/** Holds up the next fan-out that reaches this follower's home feed. Wait for `reached`, act, then `release`. */
export async function holdFanOut({ queues, doors }: Cluster, follower: Member, barrier: Barrier) {
  if (barrier === 'before it begins') {
    await Promise.all(queues.queues.map((queue) => queue.pause()))
    return {
      reached: Promise.resolve(),
      release: async () => void (await Promise.all(queues.queues.map((queue) => queue.resume()))),
    }
  }
  if (!doors) throw new Error('without doors nothing can be held')
  const at = barrier === 'before it writes' ? 'request' : 'answer'
  const held = doors.workerRedisDoor.holdAt(`home:${follower.id}`, at)
  return { reached: held.reached, release: async () => held.release() }
}
