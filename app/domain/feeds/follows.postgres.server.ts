import { type Db, type RunStatement, sql, type Tx, uuids } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { Follows, FollowWindow, Pair } from './ledger.ts'

export const lowestUuid = '00000000-0000-0000-0000-000000000000'

/** Thousands of ids as one text, in ascending order: as rows they cost more to read than to find. */
export const idList = sql`string_agg(f.id::text, ',' ORDER BY f.id)`
export const readIdList = (text: string | null): Id[] => (text === null ? [] : text.split(','))

/** The ledger's part about who follows whom. */
export function createPostgresFollows({ db, run }: { db: Db; run: RunStatement }): Follows<Tx> {
  return {
    async follow(tx, follows) {
      if (follows.length === 0) return []
      return tx.$queryRaw<Pair[]>`
        INSERT INTO follow (follower_id, followee_id, created_at, since_id)
        SELECT DISTINCT ON (follower, followee) * FROM unnest(
          ${uuids(follows.map(({ followerId }) => followerId))},
          ${uuids(follows.map(({ followeeId }) => followeeId))},
          ${follows.map(({ createdAt }) => createdAt.toISOString())}::timestamptz[],
          ${follows.map(({ sinceId }) => sinceId ?? null)}::uuid[]) f(follower, followee)
        ON CONFLICT (follower_id, followee_id) DO UPDATE
          SET created_at = excluded.created_at, since_id = excluded.since_id, until_id = NULL
          WHERE follow.until_id IS NOT NULL
        RETURNING follower_id AS "followerId", followee_id AS "followeeId"`
    },

    async unfollow(tx, { followerId, followeeId, untilId }) {
      const where = { followerId, followeeId, untilId: null }
      const { count } = untilId
        ? await tx.follow.updateMany({ where, data: { untilId, level: null } })
        : await tx.follow.deleteMany({ where: { followerId, followeeId } })
      return count > 0
    },

    async setLevel(tx, { followerId, followeeId, level }) {
      const { count } = await tx.follow.updateMany({
        where: { followerId, followeeId, untilId: null },
        data: { level },
      })
      return count > 0
    },

    async setFollowedFeed(tx, { followerId, feed }, isFollowed) {
      const data = { followerId, feed }
      if (isFollowed) await tx.followedFeed.createMany({ data: [data], skipDuplicates: true })
      else await tx.followedFeed.deleteMany({ where: data })
      return tx.followedFeed.count({ where: { followerId } })
    },

    async setMember(tx, member, isMember) {
      if (isMember) await tx.member.createMany({ data: [member], skipDuplicates: true })
      else await tx.member.deleteMany({ where: member })
    },

    async clearMembers(tx, ownerId) {
      await tx.member.deleteMany({ where: { ownerId } })
    },

    async findMembers(ownerId) {
      const rows = await db.member.findMany({ where: { ownerId }, select: { actorId: true } })
      return new Set(rows.map(({ actorId }) => actorId))
    },

    async findFollowWindows(ids) {
      const rows = await db.$queryRaw<{ id: Id; windows: FollowWindow[] }[]>`
        SELECT follower_id AS id, json_agg(CASE WHEN since_id IS NULL AND until_id IS NULL AND level IS NULL
          THEN json_build_array(followed) ELSE json_build_array(followed, since_id, until_id, level) END
          ORDER BY is_feed, followed) AS windows
        FROM (
          SELECT follower_id, followee_id::text AS followed, since_id, until_id, level, false AS is_feed
          FROM follow WHERE follower_id = ANY(${uuids(ids)})
          UNION ALL SELECT follower_id, feed, NULL, NULL, NULL, true FROM followed_feed WHERE follower_id = ANY(${uuids(ids)})
        ) f GROUP BY follower_id`
      return new Map(rows.map(({ id, windows }) => [id, windows]))
    },

    async findFollowers({ id, after, limit }) {
      const [row] = await run<{ ids: string | null }>(sql`
        SELECT ${idList} AS ids FROM (
          SELECT follower_id AS id FROM follow
          WHERE followee_id = ${id}::uuid AND until_id IS NULL AND follower_id > ${after ?? lowestUuid}::uuid
          ORDER BY follower_id LIMIT ${limit}) f`)
      return readIdList(row?.ids ?? null)
    },

    async findFollowing({ id, after, limit }) {
      const rows = await db.$queryRaw<{ id: Id }[]>`
        SELECT followee_id AS id FROM follow
        WHERE follower_id = ${id}::uuid AND until_id IS NULL ${after === null ? sql`` : sql`AND followee_id > ${after}::uuid`}
        ORDER BY followee_id LIMIT ${limit}`
      return rows.map((row) => row.id)
    },

    async followedAmong({ followerId, ids }) {
      if (ids.length === 0) return new Set()
      const rows = await db.$queryRaw<{ id: Id }[]>`
        SELECT followee_id AS id FROM follow
        WHERE follower_id = ${followerId}::uuid AND followee_id = ANY(${uuids(ids)}) AND until_id IS NULL`
      return new Set(rows.map((row) => row.id))
    },

    async countFollowers(ids) {
      if (ids.length === 0) return new Map()
      const rows = await db.$queryRaw<{ id: Id; count: number }[]>`
        SELECT followee_id AS id, count(*)::int AS count FROM follow
        WHERE followee_id = ANY(${uuids(ids)}) AND until_id IS NULL GROUP BY followee_id`
      return new Map(rows.map((row) => [row.id, row.count]))
    },

    async countFollowing(id) {
      return db.follow.count({ where: { followerId: id, untilId: null } })
    },
  }
}
