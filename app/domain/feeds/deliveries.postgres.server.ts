import { type Db, type RunStatement, sql, uuids } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { Prisma } from '#app/lib/prisma/client.ts'
import { idList, lowestUuid, readIdList } from './follows.postgres.server.ts'
import type { Deliveries, Delivery } from './ledger.ts'
import { entryColumns } from './pull.postgres.server.ts'
import { isSettled } from './pulled-authors.postgres.server.ts'
import type { Entry } from './types.ts'

type DeliveryRow = Entry & Omit<Delivery, 'entry'>

const isWrittenAhead = sql`(p.actor_id IS NULL OR p.leaving_at IS NOT NULL)`
const deliveryColumns = sql`${entryColumns}, a.fan_out_cursor AS after, a.recorded_at AS "recordedAt",
  CASE WHEN ${isWrittenAhead} THEN 'no' WHEN ${isSettled} THEN 'settled' ELSE 'entering' END AS pulled`
const deliveryOf = (id: Id) => sql`
  FROM activity a LEFT JOIN pulled_author p ON p.actor_id = a.actor_id
  WHERE a.id = ${id}::uuid AND a.fanned_out_at IS NULL AND a.set_aside_at IS NULL AND a.retracted_at IS NULL`
const toDelivery = ({ after, pulled, recordedAt, ...entry }: DeliveryRow): Delivery => ({
  entry: { id: entry.id, actorId: entry.actorId, verb: entry.verb, objectId: entry.objectId },
  after,
  pulled,
  recordedAt,
})

/** Of an UPDATE whose commit does not wait for the disk. */
const lazily = sql`
  FROM (SELECT set_config('synchronous_commit', 'off', true) AS mode) lazily WHERE lazily.mode IS NOT NULL`
/** Neither delivered nor withdrawn. */
const open = { fannedOutAt: null }

/** The ledger's part about what is on its way: the outbox. */
export function createPostgresDeliveries({ db, run }: { db: Db; run: RunStatement }): Deliveries {
  return {
    async getDelivery(id) {
      const [row] = await db.$queryRaw<DeliveryRow[]>`SELECT ${deliveryColumns} ${deliveryOf(id)}`
      return row ? toDelivery(row) : null
    },

    async takeUpDelivery({ id, limit }) {
      const [row] = await run<DeliveryRow & { followers: string | null }>(sql`
        SELECT ${deliveryColumns}, CASE WHEN ${isWrittenAhead} THEN (
          SELECT ${idList} FROM (
            SELECT follower_id AS id FROM follow
            WHERE followee_id = a.actor_id AND until_id IS NULL AND follower_id > coalesce(a.fan_out_cursor, ${lowestUuid}::uuid)
            ORDER BY follower_id LIMIT ${limit}) f) END AS followers
        ${deliveryOf(id)}`)
      return row ? { ...toDelivery(row), followers: readIdList(row.followers) } : null
    },

    async saveDelivered(id, after) {
      await run(sql`
        UPDATE activity SET fan_out_cursor = ${after}::uuid ${lazily} AND id = ${id}::uuid AND fanned_out_at IS NULL AND retracted_at IS NULL`)
    },

    async finishDeliveries(ids) {
      await run(sql`
        UPDATE activity SET fanned_out_at = now() ${lazily} AND id = ANY(${uuids(ids)}) AND fanned_out_at IS NULL AND retracted_at IS NULL`)
    },

    async getWithdrawal(id) {
      const row = await db.activity.findFirst({
        where: { id, ...open, setAsideAt: null, retractedAt: { not: null } },
        select: { id: true, actorId: true, verb: true, objectId: true, fanOutCursor: true },
      })
      if (!row) return null
      const { fanOutCursor, ...entry } = row
      return { entry, after: fanOutCursor }
    },

    async saveWithdrawn(id, after) {
      await db.activity.updateMany({
        where: { id, ...open, retractedAt: { not: null } },
        data: { fanOutCursor: after },
      })
    },

    async finishWithdrawal(id) {
      await db.activity.updateMany({
        where: { id, ...open, retractedAt: { not: null } },
        data: { fannedOutAt: new Date() },
      })
    },

    async setAside(ids, aside) {
      await db.activity.updateMany({ where: { id: { in: [...ids] } }, data: { setAsideAt: aside ? new Date() : null } })
    },

    async reopenDeliveries({ lastMs, verbs }) {
      // Not of all: what needs no delivery is recorded as delivered while Redis is away, too.
      const delivered = sql`retracted_at IS NULL AND verb = ANY(${[...verbs]})`
      return db.$executeRaw`
        UPDATE activity SET fanned_out_at = NULL, fan_out_cursor = NULL
        WHERE ${delivered} AND fanned_out_at >
          (SELECT max(fanned_out_at) FROM activity WHERE ${delivered}) - make_interval(secs => ${lastMs / 1000})`
    },

    async findUnfinished({ recordedBefore, limit }) {
      const part = (which: Prisma.Sql) => sql`(
        SELECT id FROM activity
        WHERE fanned_out_at IS NULL AND set_aside_at IS NULL AND recorded_at < ${recordedBefore} AND retracted_at ${which}
        ORDER BY recorded_at LIMIT ${limit})`
      const rows = await db.$queryRaw<{ id: Id }[]>`
        SELECT id FROM (${part(sql`IS NULL`)} UNION ALL ${part(sql`IS NOT NULL`)}) unfinished LIMIT ${limit}`
      return rows.map(({ id }) => id)
    },

    async oldestUnfinished() {
      const row = await db.activity.findFirst({
        where: { ...open, setAsideAt: null, retractedAt: null },
        orderBy: { recordedAt: 'asc' },
        select: { recordedAt: true },
      })
      return row?.recordedAt ?? null
    },
  }
}
