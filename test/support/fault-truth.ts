import type { Pool } from 'pg'

/**
 * What the home feed of each of these must hold, newest first, from the tables of posts and people themselves: no
 * activity, no cache and no code of ours is asked.
 */
export async function homeTruths(pool: Pool, viewerIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await pool.query<{ viewer: string; ids: string[] }>(
    `SELECT v.id AS viewer, array(
       SELECT p.id FROM post p JOIN "user" author ON author.id = p.author_id
       WHERE p.reply_to_id IS NULL AND p.deleted_at IS NULL AND author.suspended_at IS NULL
         AND (p.author_id = v.id OR EXISTS (SELECT 1 FROM follow f
           WHERE f.follower_id = v.id AND f.followee_id = p.author_id
             AND (f.since_id IS NULL OR p.id >= f.since_id) AND (f.until_id IS NULL OR p.id <= f.until_id)))
         AND (p.audience = 'public' OR p.author_id = v.id OR EXISTS (SELECT 1 FROM follow f
           WHERE f.follower_id = v.id AND f.followee_id = p.author_id AND f.until_id IS NULL))
         AND NOT EXISTS (SELECT 1 FROM mute m WHERE m.muter_id = v.id AND m.muted_id = p.author_id)
         AND NOT EXISTS (SELECT 1 FROM block b WHERE (b.blocker_id, b.blocked_id) IN ((v.id, p.author_id), (p.author_id, v.id)))
       ORDER BY p.id DESC) AS ids
     FROM unnest($1::uuid[]) v(id)`,
    [viewerIds],
  )
  return new Map(rows.map(({ viewer, ids }) => [viewer, ids]))
}

/** How often each post was reacted to, by kind. */
export async function reactionTruths(pool: Pool): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ id: string; counts: string }>(
    `SELECT post_id AS id, string_agg(kind || ' ' || count, ', ' ORDER BY kind) AS counts
     FROM (SELECT post_id, kind, count(*) FROM reaction GROUP BY post_id, kind) k GROUP BY post_id`,
  )
  return new Map(rows.map(({ id, counts }) => [id, counts]))
}
