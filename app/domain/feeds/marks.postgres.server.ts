import { type Db, type Tx, uuids } from '#app/lib/db.server.ts'
import { declarationOf } from './define-feed.ts'
import { type FeedMarks, isRowMark, type Marks, marks } from './marks.ts'

/** The ledger's part about what was seen and read. */
export function createPostgresMarks({ db }: { db: Db }): Marks<Tx> {
  return {
    async findMarks(feeds) {
      const asked = feeds.map(partsOf)
      const rows = await db.$queryRaw<{ feed: string; marks: FeedMarks }[]>`
        SELECT m.feed_group || ':' || m.owner_id AS feed, jsonb_object_agg(m.name, m.up_to_id) AS marks
        FROM unnest(${asked.map(({ group }) => group)}::text[], ${uuids(asked.map(({ owner }) => owner))}) f(feed_group, owner_id)
        JOIN feed_mark m ON m.owner_id = f.owner_id AND m.feed_group = f.feed_group
        GROUP BY m.feed_group, m.owner_id`
      return new Map(rows.map((row) => [row.feed, row.marks]))
    },

    async raiseMarks(tx, feed, to) {
      const { group, owner } = partsOf(feed)
      // `read` comes before the rows: who waits for it holds none of them.
      const raised = Object.entries(to).sort(([a], [b]) => (a < b ? -1 : 1))
      await tx.$executeRaw`
        INSERT INTO feed_mark (owner_id, feed_group, name, up_to_id)
        SELECT ${owner}::uuid, ${group}, m.name, m.id
        FROM unnest(${raised.map(([name]) => name)}::text[], ${uuids(raised.map(([, id]) => id))}) m(name, id)
        ON CONFLICT (owner_id, feed_group, name)
          DO UPDATE SET up_to_id = greatest(feed_mark.up_to_id, excluded.up_to_id)`
      if (!raised.some(([name]) => isRowMark(name) || name === marks.read)) return
      await tx.$executeRaw`
        DELETE FROM feed_mark m USING feed_mark r
        WHERE m.owner_id = ${owner}::uuid AND m.feed_group = ${group} AND starts_with(m.name, ${marks.row('')})
          AND r.owner_id = m.owner_id AND r.feed_group = m.feed_group AND r.name = ${marks.read}
          AND m.up_to_id <= r.up_to_id`
    },

    async eraseMarks(tx, ownerId) {
      await tx.feedMark.deleteMany({ where: { ownerId } })
    },
  }
}

function partsOf(feed: string): { group: string; owner: string } {
  const { declaration, owner } = declarationOf(feed)
  return { group: declaration.group, owner }
}
