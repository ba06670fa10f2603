import { unseenIds, type ViewerId } from '#app/domain/safety/seen.server.ts'
import { type Db, uuids } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { FollowGraph } from './follow-graph.ts'

type Deps = { db: Db; feeds: Pick<FollowGraph, 'countFollowers' | 'countFollowing'> }

/** Followers of each of whom the viewer may know; who has none is absent. */
export async function countFollowers({ db, feeds }: Deps, ids: readonly Id[], viewer: ViewerId) {
  // Taken from the whole count, which an index answers: a join with people would read a row for each follower.
  const [all, unseen] = await Promise.all([
    feeds.countFollowers(ids),
    db.$queryRaw<{ id: Id; count: number }[]>`
      SELECT followee_id AS id, count(*)::int AS count FROM follow
      WHERE followee_id = ANY(${uuids(ids)}) AND until_id IS NULL AND follower_id IN (${unseenIds(viewer)})
      GROUP BY followee_id`,
  ])
  for (const { id, count } of unseen) all.set(id, Math.max(0, (all.get(id) ?? 0) - count))
  return all
}

/** How many people somebody follows, of whom the viewer may know. */
export async function countFollowing({ db, feeds }: Deps, id: Id, viewer: ViewerId): Promise<number> {
  const [all, unseen] = await Promise.all([
    feeds.countFollowing(id),
    db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM follow
      WHERE follower_id = ${id}::uuid AND until_id IS NULL AND followee_id IN (${unseenIds(viewer)})`,
  ])
  return Math.max(0, all - (unseen[0]?.count ?? 0))
}
