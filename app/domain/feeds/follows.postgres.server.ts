import { type Db, sql, type Tx, uuids } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { Ledger } from './ledger.ts'

type Follows = Pick<
  Ledger<Tx>,
  'follow' | 'unfollow' | 'findFollowers' | 'findFollowing' | 'followedAmong' | 'countFollowers' | 'countFollowing'
>

/** The ledger's part about who follows whom. */
export function createPostgresFollows({ db }: { db: Db }): Follows {
  return {
    async follow(tx, follows) {
      return tx.follow.createManyAndReturn({ data: [...follows], skipDuplicates: true })
    },

    async unfollow(tx, pair) {
      const { count } = await tx.follow.deleteMany({ where: pair })
      return count > 0
    },

    async findFollowers({ id, after, limit }) {
      const rows = await db.$queryRaw<{ id: Id }[]>`
        SELECT follower_id AS id FROM follow
        WHERE followee_id = ${id}::uuid ${after === null ? sql`` : sql`AND follower_id > ${after}::uuid`}
        ORDER BY follower_id LIMIT ${limit}`
      return rows.map((row) => row.id)
    },

    async findFollowing({ id, after, limit }) {
      const rows = await db.$queryRaw<{ id: Id }[]>`
        SELECT followee_id AS id FROM follow
        WHERE follower_id = ${id}::uuid ${after === null ? sql`` : sql`AND followee_id > ${after}::uuid`}
        ORDER BY followee_id LIMIT ${limit}`
      return rows.map((row) => row.id)
    },

    async followedAmong({ followerId, ids }) {
      if (ids.length === 0) return new Set()
      const rows = await db.$queryRaw<{ id: Id }[]>`
        SELECT followee_id AS id FROM follow
        WHERE follower_id = ${followerId}::uuid AND followee_id = ANY(${uuids(ids)})`
      return new Set(rows.map((row) => row.id))
    },

    async countFollowers(ids) {
      if (ids.length === 0) return new Map()
      const rows = await db.$queryRaw<{ id: Id; count: number }[]>`
        SELECT followee_id AS id, count(*)::int AS count FROM follow
        WHERE followee_id = ANY(${uuids(ids)}) GROUP BY followee_id`
      return new Map(rows.map((row) => [row.id, row.count]))
    },

    async countFollowing(id) {
      return db.follow.count({ where: { followerId: id } })
    },
  }
}
