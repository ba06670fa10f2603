import type { Writing } from '#app/domain/feeds/publish.server.ts'
import { authorFact } from '#app/domain/posts/facts.ts'
import { type Tx, uuids } from '#app/lib/db.server.ts'
import { type Id, lowestId } from '#app/lib/id.ts'
import type { LevelsDeps } from './deps.ts'

/** Of so many of an author's latest posts the best fifth did well, and those that come are held against them. */
const latest = 50
const share = 0.8

/** In one transaction: all that was done to their posts is counted. */
const authorsAtOnce = 20

/** Of all of whom somebody wants the best alone. Again it changes nothing. */
export async function reviewBest({ db, feeds }: LevelsDeps): Promise<void> {
  let after: Id | undefined = lowestId(new Date(0))
  while (after) {
    const rows: { id: Id }[] = await db.$queryRaw`
      SELECT DISTINCT followee_id AS id FROM follow WHERE level = 'best' AND followee_id > ${after}::uuid
      ORDER BY id LIMIT ${authorsAtOnce}`
    const ids = rows.map(({ id }) => id)
    if (ids.length > 0) await feeds.transaction((tx, writing) => setBestFrom(tx, writing, ids))
    after = ids.length === authorsAtOnce ? ids.at(-1) : undefined
  }
}

/** The same for one of whom a follower has just said so; the first to do that waits for it. */
export async function setBestFromFor(tx: Tx, writing: Pick<Writing, 'touch'>, authorId: Id, followerId: Id) {
  const other = await tx.follow.findFirst({
    where: { followeeId: authorId, level: 'best', followerId: { not: followerId } },
    select: { followerId: true },
  })
  if (!other) await setBestFrom(tx, writing, [authorId])
}

/** Finds out from how many reactions and reposts on a post of theirs did well: at least 1. One statement for all. */
export async function setBestFrom(tx: Tx, { touch }: Pick<Writing, 'touch'>, authorIds: readonly Id[]): Promise<void> {
  const changed = await tx.$queryRaw<{ id: Id }[]>`
    WITH fresh AS MATERIALIZED (
      SELECT author.id, greatest(1, (
        SELECT percentile_disc(${share}::float) WITHIN GROUP (ORDER BY done) FROM (
          SELECT (SELECT count(*) FROM reaction WHERE post_id = p.id)
            + (SELECT count(*) FROM repost WHERE post_id = p.id) AS done
          FROM post p WHERE p.author_id = author.id AND p.reply_to_id IS NULL AND p.audience <> 'mentioned'
            AND p.deleted_at IS NULL
          ORDER BY p.id DESC LIMIT ${latest}) counted))::int AS best_from
      FROM unnest(${uuids(authorIds)}) AS author(id))
    UPDATE "user" u SET best_from = fresh.best_from FROM fresh
    WHERE u.id = fresh.id AND u.id = ANY(${uuids(authorIds)}) AND u.best_from <> fresh.best_from RETURNING u.id`
  await touch(...changed.map(({ id }) => authorFact(id)))
}
