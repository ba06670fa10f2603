import { type Db, sql, type Tx, uuids } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import { Prisma } from '#app/lib/prisma/client.ts'
import { createPostgresFollows } from './follows.postgres.server.ts'
import type { Ledger, Pull } from './ledger.ts'
import type { Entry } from './types.ts'

const entryColumns = sql`a.id, a.actor_id AS "actorId", a.verb, a.object_id AS "objectId"`

/** The ledger in Postgres. */
export function createPostgresLedger({ db }: { db: Db }): Ledger<Tx> {
  return {
    ...createPostgresFollows({ db }),

    transaction: (work) => db.$transaction(work),

    async record(tx, activities) {
      if (activities.length === 0) return []
      const rows = await tx.activity.createManyAndReturn({
        data: activities.map(({ to, data, isPending, ...activity }) => ({
          ...activity,
          data: data ?? Prisma.DbNull,
          fannedOutAt: isPending ? null : new Date(),
        })),
        select: { id: true },
        skipDuplicates: true,
      })
      const recorded = new Set(rows.map(({ id }) => id))
      const addresses = activities
        .filter(({ id }) => recorded.has(id))
        .flatMap(({ id, to }) => to.map((feed) => ({ feed, activityId: id })))
      await tx.address.createMany({ data: addresses, skipDuplicates: true })
      return [...recorded]
    },

    async retract(tx, { objectId, actorId, verb }) {
      const by = actorId === undefined ? sql`` : sql`AND actor_id = ${actorId}::uuid`
      const what = verb === undefined ? sql`` : sql`AND verb = ${verb}`
      // Its delivery ends too: nobody need be told.
      await tx.$executeRaw`
        UPDATE activity SET retracted_at = now(), fanned_out_at = COALESCE(fanned_out_at, now())
        WHERE object_id = ${objectId}::uuid AND retracted_at IS NULL ${by} ${what}`
    },

    async pull(feed, { before, limit }) {
      return db.$queryRaw<Entry[]>(pullQuery(feed, before, limit))
    },

    async confirm(feed, ids) {
      if (ids.length === 0) return []
      return db.$queryRaw<Entry[]>`
        SELECT ${entryColumns} FROM activity a
        WHERE a.id = ANY(${uuids(ids)}) AND a.retracted_at IS NULL AND ${belongs(feed)}
        ORDER BY a.id DESC`
    },

    async getDelivery(id) {
      const row = await db.activity.findFirst({
        where: { id, fannedOutAt: null, setAsideAt: null, retractedAt: null },
        select: { id: true, actorId: true, verb: true, objectId: true, fanOutCursor: true },
      })
      if (!row) return null
      const { fanOutCursor, ...entry } = row
      return { entry, after: fanOutCursor }
    },

    async saveDelivered(id, after) {
      await db.activity.updateMany({ where: { id, fannedOutAt: null }, data: { fanOutCursor: after } })
    },

    async finishDelivery(id) {
      await db.activity.updateMany({ where: { id, fannedOutAt: null }, data: { fannedOutAt: new Date() } })
    },

    async setAside(ids, aside) {
      await db.activity.updateMany({ where: { id: { in: [...ids] } }, data: { setAsideAt: aside ? new Date() : null } })
    },

    async reopenDeliveries({ lastMs }) {
      return db.$executeRaw`
        UPDATE activity SET fanned_out_at = NULL, fan_out_cursor = NULL
        WHERE retracted_at IS NULL AND fanned_out_at >
          (SELECT max(fanned_out_at) FROM activity) - make_interval(secs => ${lastMs / 1000})`
    },

    async findUnfinished({ recordedBefore, limit }) {
      const rows = await db.activity.findMany({
        where: { fannedOutAt: null, setAsideAt: null, recordedAt: { lt: recordedBefore } },
        orderBy: { recordedAt: 'asc' },
        take: limit,
        select: { id: true },
      })
      return rows.map(({ id }) => id)
    },

    async oldestUnfinished() {
      const row = await db.activity.findFirst({
        where: { fannedOutAt: null, setAsideAt: null },
        orderBy: { recordedAt: 'asc' },
        select: { recordedAt: true },
      })
      return row?.recordedAt ?? null
    },
  }
}

/** Newest first from an index, for each kind of source. */
function pullQuery(pull: Pull, before: Id | null, limit: number): Prisma.Sql {
  const { source, feed, owner } = pull
  const older = before === null ? sql`` : sql`AND a.id < ${before}::uuid`
  if (source.kind === 'following') {
    // The newest of each followee and of the owner, then the newest of those: each part is one walk down
    // activity_actor_id_verb_id_idx.
    return sql`
      SELECT a.* FROM (
        SELECT followee_id AS actor_id FROM follow WHERE follower_id = ${owner}::uuid
        UNION ALL SELECT ${owner}::uuid
      ) f CROSS JOIN LATERAL (
        SELECT ${entryColumns} FROM activity a
        WHERE a.actor_id = f.actor_id AND ${hasVerb(source.verbs)} AND a.retracted_at IS NULL ${older}
        ORDER BY a.id DESC LIMIT ${limit}
      ) a ORDER BY a.id DESC LIMIT ${limit}`
  }
  if (source.kind === 'addressed') {
    // Ordered by the address, so that its primary key gives the page.
    const olderAddress = before === null ? sql`` : sql`AND d.activity_id < ${before}::uuid`
    return sql`
      SELECT ${entryColumns} FROM address d JOIN activity a ON a.id = d.activity_id
      WHERE d.feed = ${feed} AND a.retracted_at IS NULL ${olderAddress}
      ORDER BY d.activity_id DESC LIMIT ${limit}`
  }
  return sql`
    SELECT ${entryColumns} FROM activity a
    WHERE ${belongs(pull)} AND a.retracted_at IS NULL ${older}
    ORDER BY a.id DESC LIMIT ${limit}`
}

/** Whether activity `a` belongs to the feed. */
function belongs({ source, feed, owner }: Pull): Prisma.Sql {
  switch (source.kind) {
    case 'following':
      return sql`${hasVerb(source.verbs)} AND (a.actor_id = ${owner}::uuid OR EXISTS (
        SELECT 1 FROM follow WHERE follower_id = ${owner}::uuid AND followee_id = a.actor_id))`
    case 'actor':
      return sql`a.actor_id = ${owner}::uuid AND ${hasVerb(source.verbs)}`
    case 'addressed':
      return sql`EXISTS (SELECT 1 FROM address d WHERE d.feed = ${feed} AND d.activity_id = a.id)`
    case 'everyone':
      return hasVerb(source.verbs)
  }
}

/** One verb is compared by `=`, so that an index on (verb, id) can give the order too. */
function hasVerb(verbs: readonly string[]): Prisma.Sql {
  return verbs.length === 1 ? sql`a.verb = ${verbs[0]}` : sql`a.verb = ANY(${[...verbs]})`
}
