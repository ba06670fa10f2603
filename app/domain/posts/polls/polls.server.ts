import { Conflict } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import type { PostDeps } from '../deps.ts'
import { pollFact, postFact, voteFact } from '../facts.ts'
import { requireVisible } from '../visibility/require-visible.server.ts'

/** Polls that are ended in one run of the job: the next run, in seconds, takes the rest. */
const maxEnded = 500

type Vote = { postId: Id; viewer: { id: Id }; choices: readonly number[] }

export function createPolls({ feeds, now }: Pick<PostDeps, 'feeds' | 'now'>) {
  return {
    /**
     * Votes, once: a second time changes nothing.
     * @throws NotFound when the post may not be seen; Conflict when it asks nothing like that, or has ended
     */
    async vote({ postId, viewer, choices }: Vote): Promise<void> {
      await feeds.transaction(async (tx, { touch }) => {
        await requireVisible(tx, { postId, viewerId: viewer.id })
        await touch(pollFact(postId), voteFact(postId, viewer.id))
        // The poll's row is held, so that what ends it waits for this, or this finds it ended.
        const added = await tx.$executeRaw`
          INSERT INTO poll_vote (post_id, user_id, choices)
          SELECT post_id, ${viewer.id}::uuid, ${[...choices]}::smallint[] FROM poll
          WHERE post_id = ${postId}::uuid AND ended_at IS NULL AND ends_at > ${now()}::timestamptz
            AND (is_multiple OR cardinality(${[...choices]}::smallint[]) = 1)
            AND cardinality(options) > ALL (${[...choices]}::smallint[])
          FOR SHARE
          ON CONFLICT DO NOTHING`
        if (added > 0) return
        const held = await tx.pollVote.findUnique({ where: { postId_userId: { postId, userId: viewer.id } } })
        if (!held) throw new Conflict('There is no such choice, or the poll has ended.')
      })
    },

    /** Marks polls whose time is over. Twice is safe. @returns how many */
    async endDue(): Promise<number> {
      return feeds.transaction(async (tx, { touch }) => {
        const ended = await tx.$queryRaw<{ postId: Id }[]>`
          UPDATE poll SET ended_at = ends_at WHERE post_id IN (
            SELECT post_id FROM poll WHERE ended_at IS NULL AND ends_at <= ${now()}::timestamptz
            ORDER BY ends_at LIMIT ${maxEnded} FOR UPDATE SKIP LOCKED)
          RETURNING post_id AS "postId"`
        await touch(...ended.flatMap(({ postId }) => [postFact(postId), pollFact(postId)]))
        return ended.length
      })
    },
  }
}
