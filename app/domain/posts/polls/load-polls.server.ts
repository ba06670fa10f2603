import { type Db, uuids } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { PollCounts } from './poll-view.ts'

/** How often each option was chosen, and by how many people. In one pass over the votes, of which there is one a person. One query. */
export async function loadPollCounts(db: Db, ids: readonly Id[]): Promise<ReadonlyMap<Id, PollCounts>> {
  const rows = await db.$queryRaw<{ id: Id; chosen: [choices: number[], people: number][] | null }[]>`
    SELECT p.id, (SELECT json_agg(json_build_array(choices, people)) FROM (
      SELECT choices, count(*)::int AS people FROM poll_vote WHERE post_id = p.id GROUP BY choices) c) AS chosen
    FROM unnest(${uuids(ids)}) AS p(id)`
  return new Map(rows.map(({ id, chosen }) => [id, countChosen(chosen ?? [])]))
}

/** Those who chose the same, counted together: of eight options there are 255 such choices. */
function countChosen(chosen: readonly (readonly [choices: readonly number[], people: number])[]): PollCounts {
  const counts: Record<string, number> = {}
  let voters = 0
  for (const [choices, people] of chosen) {
    voters += people
    for (const choice of choices) counts[choice] = (counts[choice] ?? 0) + people
  }
  return { voters, counts }
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
