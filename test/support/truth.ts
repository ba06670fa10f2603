// What the tables of posts and people themselves say: no activity, no cache and no code of ours is asked.

/** Asks Postgres, with $1 for the first value. */
export type Ask = <Row>(sql: string, values: readonly unknown[]) => Promise<Row[]>

/** Whether the viewer `v` is somebody whom the post \`p\` is for: who is mentioned is told by its text, and by what its author goes on from. */
const sees = `(p.audience IN ('public', 'unlisted') OR p.author_id = v.id
  OR (p.audience = 'followers' AND EXISTS (SELECT 1 FROM follow f
    WHERE f.follower_id = v.id AND f.followee_id = p.author_id AND f.until_id IS NULL))
  OR (p.audience = 'mentioned' AND EXISTS (
    WITH RECURSIVE same AS (
      SELECT p.author_id, p.text, p.reply_to_id
      UNION ALL SELECT up.author_id, up.text, up.reply_to_id FROM same JOIN post up ON up.id = same.reply_to_id
      WHERE up.author_id = same.author_id AND up.audience = 'mentioned')
    SELECT 1 FROM same WHERE position('@' || v.handle || ' ' IN same.text || ' ') > 0
      OR v.id = (SELECT author_id FROM post parent WHERE parent.id = same.reply_to_id))))`

const unseen = `unseen AS (
       SELECT blocker_id AS viewer, blocked_id AS actor FROM block
       UNION SELECT blocked_id, blocker_id FROM block
       UNION SELECT muter_id, muted_id FROM mute WHERE expires_at IS NULL OR expires_at > now()
       UNION SELECT v, id FROM unnest($1::uuid[]) v, "user" WHERE suspended_at IS NOT NULL
       UNION SELECT v, id FROM unnest($1::uuid[]) v, "user" WHERE is_private AND id <> v AND NOT EXISTS (
         SELECT 1 FROM follow f WHERE f.follower_id = v AND f.followee_id = "user".id AND f.until_id IS NULL)
     )`

/** Whether the post `p` has no word that the viewer `v` wants to see no posts with. */
const unmuted = `(p.author_id = v.id OR NOT EXISTS (SELECT 1 FROM muted_word w
  WHERE w.owner_id = v.id AND w.action = 'hide' AND w.in_home AND (w.expires_at IS NULL OR w.expires_at > now())
    AND p.text ~* ('\\m' || w.phrase || '\\M')))`

/** Whether the viewer `v` muted the conversation of the post `p`: the post at its top. */
const isOfMuted = `EXISTS (SELECT 1 FROM conversation_mute c WHERE c.owner_id = v.id AND c.root_id = (
  WITH RECURSIVE above AS (
    SELECT p.id, p.reply_to_id UNION ALL SELECT up.id, up.reply_to_id FROM above JOIN post up ON up.id = above.reply_to_id)
  SELECT id FROM above WHERE reply_to_id IS NULL))`

const isByFollowed = `(told.actor = v.id OR EXISTS (SELECT 1 FROM follow f
  WHERE f.follower_id = v.id AND f.followee_id = told.actor
    AND (f.since_id IS NULL OR told.at >= f.since_id) AND (f.until_id IS NULL OR told.at <= f.until_id)))`

/** Whether the post `p` has a hashtag that `v` follows: that is told by its text. */
const isTagged = `EXISTS (SELECT 1 FROM followed_feed f WHERE f.follower_id = v.id
  AND position('#' || replace(f.feed, 'tag:', '') || ' ' IN p.text || ' ') > 0)`

/** Whether \`v\` wants what who tells answers others, too. */
const isMore = `EXISTS (SELECT 1 FROM follow f
  WHERE f.follower_id = v.id AND f.followee_id = told.actor AND f.until_id IS NULL AND f.level = 'more')`

/** Whether \`v\` wants this much of who tells: of some the first three posts of a day, or what did well for them. */
const isEnough = `NOT EXISTS (SELECT 1 FROM follow f
  WHERE f.follower_id = v.id AND f.followee_id = told.actor AND f.until_id IS NULL AND (
    f.level <> 'more' AND told.is_repost
    OR f.level = 'less' AND 3 <= (SELECT count(*) FROM post other
      WHERE other.author_id = p.author_id AND other.reply_to_id IS NULL AND other.audience <> 'mentioned' AND other.id < p.id
        AND date_trunc('day', other.created_at, 'UTC') = date_trunc('day', p.created_at, 'UTC'))
    OR f.level = 'best' AND (SELECT best_from FROM "user" u WHERE u.id = told.actor)
      > (SELECT count(*) FROM reaction r WHERE r.post_id = p.id) + (SELECT count(*) FROM repost r WHERE r.post_id = p.id)))`

/** A post of a home feed, and who handed it on to this viewer, the latest first. */
export type TruePost = Readonly<{ id: string; by: readonly string[] }>

/**
 * What the home feed of each of these must hold, newest first. A post is there once, for its author or for whoever handed
 * it on, and stands where the last of these put it (the first, for those who want it so). A hashtag that one follows
 * tells of a post, too, and of one that is for everybody it is enough.
 */
export async function homeTruths(ask: Ask, viewerIds: readonly string[]): Promise<Map<string, TruePost[]>> {
  const rows = await ask<{ viewer: string; posts: TruePost[] }>(
    `WITH told AS (
       SELECT id AS object, id AS at, author_id AS actor, false AS is_repost, reply_to_id IS NOT NULL AS is_reply FROM post
       UNION ALL SELECT post_id, id, user_id, true, false FROM repost
     ), ${unseen}
     SELECT v.id AS viewer, array(
       SELECT jsonb_build_object('id', p.id, 'by',
         coalesce(jsonb_agg(told.actor ORDER BY told.at DESC) FILTER (WHERE told.is_repost), '[]'))
       FROM told JOIN post p ON p.id = told.object
       WHERE p.deleted_at IS NULL
         AND CASE WHEN told.is_reply THEN ${isByFollowed} AND ${isMore}
           ELSE p.audience <> 'mentioned' AND (${isByFollowed} OR (NOT told.is_repost AND ${isTagged})) END
         AND ${sees}
         AND NOT EXISTS (SELECT 1 FROM unseen u WHERE u.viewer = v.id AND u.actor IN (told.actor, p.author_id))
         AND NOT (told.is_repost AND EXISTS (SELECT 1 FROM repost_mute m WHERE m.muter_id = v.id AND m.muted_id = told.actor))
         AND ${isEnough} AND ${unmuted} AND NOT ${isOfMuted}
       GROUP BY p.id HAVING bool_or(${isByFollowed}) OR p.audience = 'public'
       ORDER BY CASE WHEN v.bump_reposts THEN max(told.at::text) ELSE min(told.at::text) END DESC) AS posts
     FROM "user" v WHERE v.id = ANY($1::uuid[])`,
    [viewerIds],
  )
  return new Map(rows.map(({ viewer, posts }) => [viewer, posts]))
}

/** What mentions each of these, newest first: posts and replies with their handle in them, and what answers them alone. */
export async function mentionTruths(ask: Ask, viewerIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await ask<{ viewer: string; posts: string[] }>(
    `WITH ${unseen}
     SELECT v.id AS viewer, array(
       SELECT p.id FROM post p
       WHERE p.deleted_at IS NULL AND p.author_id <> v.id AND ${sees}
         AND (p.audience = 'mentioned' OR position('@' || v.handle || ' ' IN p.text || ' ') > 0)
         AND NOT EXISTS (SELECT 1 FROM unseen u WHERE u.viewer = v.id AND u.actor = p.author_id) AND ${unmuted}
         AND NOT ${isOfMuted}
       ORDER BY p.id DESC) AS posts
     FROM "user" v WHERE v.id = ANY($1::uuid[])`,
    [viewerIds],
  )
  return new Map(rows.map(({ viewer, posts }) => [viewer, posts]))
}

/** How often each post was reacted to, by kind, and handed on. */
export async function countTruths(ask: Ask): Promise<Map<string, string>> {
  const rows = await ask<{ id: string; counts: string }>(
    `SELECT id, string_agg(kind || ' ' || count, ', ' ORDER BY kind) AS counts
     FROM (SELECT post_id AS id, kind, count(*) FROM reaction GROUP BY post_id, kind
       UNION ALL SELECT post_id, 'reposted', count(*) FROM repost GROUP BY post_id) k GROUP BY id`,
    [],
  )
  return new Map(rows.map(({ id, counts }) => [id, counts]))
}
