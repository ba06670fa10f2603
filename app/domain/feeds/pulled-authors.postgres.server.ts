import { type Db, sql } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import { type Leaving, type PulledAuthors, settledAfterMs } from './pulled-authors.ts'

/** Pulled, and every process knows: of `pulled_author p`. */
export const isSettled = sql`(p.leaving_at IS NULL AND p.since < now() - make_interval(secs => ${settledAfterMs / 1000}))`

/** The ledger's part about authors who are merged at read. */
export function createPostgresPulledAuthors({ db }: { db: Db }): PulledAuthors {
  return {
    async findPulledActors() {
      const rows = await db.pulledAuthor.findMany({ select: { actorId: true } })
      return rows.map(({ actorId }) => actorId)
    },

    async enterPulled(actorId) {
      await db.$executeRaw`
        INSERT INTO pulled_author (actor_id) VALUES (${actorId}::uuid)
        ON CONFLICT (actor_id) DO UPDATE SET leaving_at = NULL, since = now() WHERE pulled_author.leaving_at IS NOT NULL`
    },

    async leavePulled({ below, enteredBefore }) {
      // Ended follows count as well: the index alone answers, and who has them leaves a little later.
      await db.$executeRaw`
        UPDATE pulled_author p SET leaving_at = now()
        WHERE p.leaving_at IS NULL AND p.since < ${enteredBefore} AND NOT EXISTS (
          SELECT 1 FROM follow f WHERE f.followee_id = p.actor_id
          ORDER BY f.follower_id OFFSET ${Math.max(0, below - 1)} LIMIT 1)`
    },

    async findLeaving() {
      return db.$queryRaw<Leaving[]>`
        SELECT actor_id AS "actorId", leaving_at AS "leavingAt" FROM pulled_author WHERE leaving_at IS NOT NULL`
    },

    async endPulled(leaving) {
      const { count } = await db.pulledAuthor.deleteMany({ where: leaving })
      return count > 0
    },

    async findShownTo({ actorId, after, limit }) {
      const rows = await db.$queryRaw<{ id: Id }[]>`
        SELECT follower_id AS id FROM follow
        WHERE followee_id = ${actorId}::uuid ${after === null ? sql`` : sql`AND follower_id > ${after}::uuid`}
        ORDER BY follower_id LIMIT ${limit}`
      return rows.map((row) => row.id)
    },
  }
}
