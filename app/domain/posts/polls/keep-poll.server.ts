import type { Tx } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { PostInput } from '../post-rules.ts'
import { dayMinutes } from './poll-rules.ts'

/** For the transaction of a new post. @returns what it asks; null where it asks nothing */
export async function keepPoll(tx: Tx, postId: Id, { poll = [], pollMinutes, pollMultiple }: PostInput, at: Date) {
  if (poll.length === 0) return null
  const asked = {
    options: poll,
    isMultiple: pollMultiple === 'on',
    endsAt: new Date(at.getTime() + (pollMinutes ?? dayMinutes) * 60_000),
  }
  await tx.poll.create({ data: { postId, ...asked } })
  return asked
}
