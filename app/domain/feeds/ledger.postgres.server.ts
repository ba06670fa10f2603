import { type Db, type RunStatement, sql, type Tx, uuids } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import { Prisma } from '#app/lib/prisma/client.ts'
import { createPostgresDeliveries } from './deliveries.postgres.server.ts'
import { createPostgresFollows } from './follows.postgres.server.ts'
import type { About, Addressed, Ledger } from './ledger.ts'
import { createPostgresMarks } from './marks.postgres.server.ts'
import { entryColumns, pullQuery, widePullQuery } from './pull.postgres.server.ts'
import { createPostgresPulledAuthors } from './pulled-authors.postgres.server.ts'
import type { Entry, FeedId } from './types.ts'

type Deps = {
  db: Db
  /** Of the statements of each fan-out; absent, through `db`. */
  run?: RunStatement
}

/** The ledger in Postgres. */
export function createPostgresLedger({ db, run = (statement) => db.$queryRaw(statement) }: Deps): Ledger<Tx> {
  return {
    ...createPostgresFollows({ db, run }),
    ...createPostgresDeliveries({ db, run }),
    ...createPostgresPulledAuthors({ db }),
    ...createPostgresMarks({ db }),

    transaction: (work) => db.$transaction(work),

    async record(tx, activities) {
      if (activities.length === 0) return []
      // One statement: each more is a round trip of every post.
      const rows = await tx.$queryRaw<{ id: Id }[]>`
        WITH given AS (
          SELECT * FROM jsonb_to_recordset(${JSON.stringify(activities)}::jsonb) AS g(id uuid, "actorId" uuid, verb text,
            "objectId" uuid, "targetId" uuid, time timestamptz, "foreignId" text, data jsonb, "isPending" boolean, "to" text[])
        ), recorded AS (
          INSERT INTO activity (id, actor_id, verb, object_id, target_id, time, foreign_id, data, fanned_out_at)
          SELECT id, "actorId", verb, "objectId", "targetId", time, "foreignId", data, CASE WHEN NOT "isPending" THEN now() END
          FROM given ON CONFLICT DO NOTHING RETURNING id
        ), addressed AS (
          INSERT INTO address (feed, activity_id) SELECT feed, id FROM recorded JOIN given USING (id), unnest("to") feed
          ON CONFLICT DO NOTHING
        ) SELECT id FROM recorded`
      return rows.map(({ id }) => id)
    },

    async retract(tx, about, { delivered = [], limit } = {}) {
      const meant = sql`${named(about)} AND a.retracted_at IS NULL`
      // Its delivery ends, and what was delivered is withdrawn: nobody else need be told. A feed of addresses that looked
      // past what was taken back could look for long.
      return tx.$queryRaw<Addressed[]>`
        WITH taken AS (UPDATE activity a SET retracted_at = now(), fan_out_cursor = NULL,
          fanned_out_at = CASE WHEN a.verb = ANY(${[...delivered]}) OR a.id = a.object_id THEN NULL
            ELSE coalesce(fanned_out_at, now()) END
        WHERE ${limit === undefined ? meant : sql`a.id IN (SELECT a.id FROM activity a WHERE ${meant} LIMIT ${limit})`}
        RETURNING ${entryColumns}
        ), unaddressed AS (DELETE FROM address USING taken WHERE activity_id = taken.id RETURNING activity_id, feed)
        SELECT taken.*, array(SELECT feed::text FROM unaddressed WHERE activity_id = taken.id) AS "to" FROM taken`
    },

    async update(tx, about, { data, to }) {
      const [entry] = await tx.$queryRaw<Entry[]>`
        SELECT ${entryColumns} FROM activity a WHERE ${named(about)} AND retracted_at IS NULL FOR UPDATE`
      if (!entry) return null
      const activityId = entry.id
      if (data !== undefined)
        await tx.activity.update({ where: { id: activityId }, data: { data: data ?? Prisma.DbNull } })
      if (!to) return { ...entry, to: [] }
      const changed = await tx.$queryRaw<{ feed: FeedId }[]>`
        WITH gone AS (DELETE FROM address WHERE activity_id = ${activityId}::uuid AND feed <> ALL(${[...to]}) RETURNING feed),
          come AS (INSERT INTO address (feed, activity_id) SELECT feed, ${activityId}::uuid FROM unnest(${[...to]}::text[]) feed
            ON CONFLICT DO NOTHING RETURNING feed)
        SELECT feed::text FROM gone UNION ALL SELECT feed::text FROM come`
      return { ...entry, to: changed.map(({ feed }) => feed) }
    },

    async pull(feed, at) {
      const wide = widePullQuery(feed, at)
      const found = wide ? await db.$queryRaw<Entry[]>(wide) : []
      if (found.length === at.limit) return found
      return db.$queryRaw<Entry[]>(pullQuery(feed, at))
    },

    async findEntries(ids) {
      const rows = await db.$queryRaw<Entry[]>`
        SELECT ${entryColumns} FROM activity a WHERE a.id = ANY(${uuids(ids)}) AND a.retracted_at IS NULL`
      return new Map(rows.map((row) => [row.id, row]))
    },

    async addressedAmong({ ids, feeds }) {
      const rows = await db.$queryRaw<{ id: Id }[]>`
        SELECT DISTINCT activity_id AS id FROM address WHERE feed = ANY(${[...feeds]}) AND activity_id = ANY(${uuids(ids)})`
      return new Set(rows.map(({ id }) => id))
    },

    async findAddresses(ids) {
      const rows = await db.$queryRaw<{ id: Id; feeds: FeedId[] }[]>`
        SELECT activity_id AS id, array_agg(feed::text ORDER BY feed) AS feeds
        FROM address WHERE activity_id = ANY(${uuids(ids)}) GROUP BY activity_id`
      return new Map(rows.map(({ id, feeds }) => [id, feeds]))
    },

    async findNewestIn({ feeds, verbs, limit }) {
      const rows = await db.$queryRaw<(Entry & { feed: FeedId })[]>`
        SELECT f.feed, e.* FROM unnest(${[...feeds]}::text[]) f(feed) CROSS JOIN LATERAL (
          SELECT ${entryColumns} FROM address d JOIN activity a ON a.id = d.activity_id
          WHERE d.feed = f.feed AND a.verb = ANY(${[...verbs]}) AND a.retracted_at IS NULL
          ORDER BY d.activity_id DESC LIMIT ${limit}
        ) e ORDER BY e.id DESC`
      const found = new Map(feeds.map((feed): [FeedId, Entry[]] => [feed, []]))
      for (const { feed, ...entry } of rows) found.get(feed)?.push(entry)
      return found
    },

    async findTellings({ objectIds, verbs, limit }) {
      const rows = await db.$queryRaw<Entry[]>`
        SELECT e.* FROM unnest(${uuids(objectIds)}) o(id) CROSS JOIN LATERAL (
          SELECT ${entryColumns} FROM activity a
          WHERE a.object_id = o.id AND a.verb = ANY(${[...verbs]}) AND a.retracted_at IS NULL
          ORDER BY a.id DESC LIMIT ${limit}
        ) e ORDER BY e.id DESC`
      return byKey(rows, ({ objectId }) => objectId)
    },

    async findTellingsFor({ objectIds, verbs, owner }) {
      const rows = await db.$queryRaw<Entry[]>`
        SELECT ${entryColumns} FROM activity a
        WHERE a.object_id = ANY(${uuids(objectIds)}) AND a.verb = ANY(${[...verbs]}) AND a.retracted_at IS NULL
          AND (a.id = a.object_id OR a.actor_id IN (
            SELECT ${owner}::uuid
            UNION ALL SELECT followee_id FROM follow WHERE follower_id = ${owner}::uuid
            UNION ALL SELECT actor_id FROM member WHERE owner_id = ${owner}::uuid))
        ORDER BY a.id DESC`
      return byKey(rows, ({ objectId }) => objectId)
    },

    async findNewestBy({ actorIds, verbs, limit }) {
      const rows = await db.$queryRaw<Entry[]>`
        SELECT e.* FROM unnest(${uuids(actorIds)}) f(actor_id) CROSS JOIN LATERAL (
          SELECT n.* FROM unnest(${[...verbs]}::text[]) v(verb) CROSS JOIN LATERAL (
            SELECT ${entryColumns} FROM activity a
            WHERE a.actor_id = f.actor_id AND a.verb = v.verb AND a.retracted_at IS NULL
            ORDER BY a.id DESC LIMIT ${limit}
          ) n ORDER BY n.id DESC LIMIT ${limit}
        ) e ORDER BY e.id DESC`
      return byKey(rows, ({ actorId }) => actorId)
    },

    async purge({ retractedBefore, limit }) {
      return db.$executeRaw`
        DELETE FROM activity WHERE id IN (
          SELECT id FROM activity WHERE retracted_at < ${retractedBefore} AND fanned_out_at IS NOT NULL
          ORDER BY retracted_at LIMIT ${limit})`
    },
  }
}

/** The activities that are meant. */
function named(about: About): Prisma.Sql {
  if ('id' in about) return sql`a.id = ${about.id}::uuid`
  if ('foreignId' in about) return sql`a.foreign_id = ${about.foreignId} AND a.time = ${about.time}::timestamptz`
  const { objectId, actorId, verb } = about
  const by = actorId === undefined ? sql`` : sql`AND a.actor_id = ${actorId}::uuid`
  const what = verb === undefined ? sql`` : sql`AND a.verb = ${verb}`
  return sql`a.object_id = ${objectId}::uuid ${by} ${what}`
}

function byKey(entries: readonly Entry[], keyOf: (entry: Entry) => Id): Map<Id, Entry[]> {
  const groups = new Map<Id, Entry[]>()
  for (const entry of entries) {
    const group = groups.get(keyOf(entry))
    if (group) group.push(entry)
    else groups.set(keyOf(entry), [entry])
  }
  return groups
}
