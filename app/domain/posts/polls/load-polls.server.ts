import { type Db, uuids } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { PollCounts } from './poll-view.ts'

/** How often each option was chosen, and by how many people. As many rows as there are votes. One query. */
export async function loadPollCounts(db: Db, ids: readonly Id[]): Promise<ReadonlyMap<Id, PollCounts>> {
  const rows = await db.$queryRaw<{ id: Id; voters: number; counts: Record<string, number> | null }[]>`
    SELECT p.id, (SELECT count(*)::int FROM poll_vote WHERE post_id = p.id) AS voters,
      (SELECT json_object_agg(c.choice, c.count) FROM (
        SELECT choice, count(*)::int FROM poll_vote, unnest(choices) AS choice WHERE post_id = p.id GROUP BY choice) c) AS counts
    FROM unnest(${uuids(ids)}) AS p(id)`
  return new Map(rows.map(({ id, voters, counts }) => [id, { voters, counts: counts ?? {} }]))
}

/** What people chose, by `voteKey`. One query. */
export async function loadVotes(db: Db, keys: readonly string[]): Promise<ReadonlyMap<string, readonly number[]>> {
  const pairs = keys.map((key) => key.split(':'))
  const rows = await db.$queryRaw<{ postId: Id; userId: Id; choices: number[] }[]>`
    SELECT post_id AS "postId", user_id AS "userId", choices FROM poll_vote
    JOIN unnest(${uuids(pairs.map(([post = '']) => post))}, ${uuids(pairs.map(([, user = '']) => user))}) AS wanted(post, voter)
      ON post_id = post AND user_id = voter`
  return new Map(rows.map(({ postId, userId, choices }) => [voteKey(postId, userId), choices]))
}

export function voteKey(postId: Id, viewerId: Id): string {
  return `${postId}:${viewerId}`
}
