import { type Db, sql, uuids } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import { type AuthorFact, maxOwn, type OwnFact, type StandingFact } from '../post-facts.ts'
import type { PersonView, ReactionKind } from '../post-views.ts'

export async function loadAuthors(db: Db, ids: readonly Id[]): Promise<ReadonlyMap<Id, AuthorFact>> {
  const rows = await db.$queryRaw<(PersonView & Omit<AuthorFact, 'person'>)[]>`
    SELECT id, handle, name, image, suspended_at IS NOT NULL AS "isSuspended", is_private AS "isPrivate", best_from AS "bestFrom",
      quotes_from AS "quotesFrom"
    FROM "user" WHERE id = ANY(${uuids(ids)})`
  return new Map(
    rows.map(({ isSuspended, isPrivate, bestFrom, quotesFrom, ...person }) => [
      person.id,
      { person, isSuspended, isPrivate, bestFrom, quotesFrom },
    ]),
  )
}

const epochMs = sql`(extract(epoch FROM expires_at) * 1000)::bigint`

export async function loadStandings(db: Db, ids: readonly Id[]): Promise<ReadonlyMap<Id, StandingFact>> {
  const rows = await db.$queryRaw<({ id: Id } & StandingFact)[]>`
    SELECT u.id, u.bump_reposts AS "bumpReposts",
      array(SELECT blocked_id FROM block WHERE blocker_id = u.id
        UNION SELECT blocker_id FROM block WHERE blocked_id = u.id) AS blocked,
      array(SELECT muted_id FROM mute WHERE muter_id = u.id AND expires_at IS NULL) AS muted,
      (SELECT coalesce(json_agg(json_build_array(muted_id, ${epochMs})), '[]') FROM mute
        WHERE muter_id = u.id AND expires_at > now()) AS "mutedUntil",
      array(SELECT muted_id FROM repost_mute WHERE muter_id = u.id) AS "repostsHidden",
      array(SELECT root_id FROM conversation_mute WHERE owner_id = u.id) AS "mutedConversations",
      (SELECT coalesce(json_agg(json_build_array(phrase, action, ${epochMs}) ORDER BY id), '[]') FROM muted_word
        WHERE owner_id = u.id AND in_home AND (expires_at IS NULL OR expires_at > now())) AS "mutedWords"
    FROM "user" u WHERE u.id = ANY(${uuids(ids)})`
  return new Map(rows.map(({ id, ...standing }) => [id, standing]))
}

export async function loadOwns(db: Db, ids: readonly Id[]): Promise<ReadonlyMap<Id, OwnFact>> {
  const rows = await db.$queryRaw<{ id: Id; reacted: Id[]; kinds: string[]; reposts: Id[]; bookmarks: Id[] }[]>`
    SELECT u.id, reactions.ids AS reacted, reactions.kinds,
      array(SELECT post_id FROM repost WHERE user_id = u.id ORDER BY post_id DESC LIMIT ${maxOwn}) AS reposts,
      array(SELECT post_id FROM bookmark WHERE owner_id = u.id ORDER BY post_id DESC LIMIT ${maxOwn}) AS bookmarks
    FROM unnest(${uuids(ids)}) AS u(id)
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(post_id ORDER BY post_id DESC), '{}') AS ids,
        coalesce(array_agg(kind ORDER BY post_id DESC), '{}') AS kinds
      FROM (SELECT post_id, kind FROM reaction WHERE user_id = u.id ORDER BY post_id DESC LIMIT ${maxOwn}) newest
    ) reactions`
  return new Map(
    rows.map(({ id, reacted, kinds, ...lists }) => {
      const reactions = reacted.flatMap((postId, at) => pairOf(postId, kinds[at]))
      return [id, { reactions, ...lists }]
    }),
  )
}

const pairOf = (postId: Id, kind: ReactionKind | undefined) => (kind ? [[postId, kind] as const] : [])

type Own = { reaction: ReactionKind | null; isReposted: boolean; isBookmarked: boolean }

/** What somebody did to these posts, however old. One query. */
export async function loadOwnOf(db: Db, ids: readonly Id[], viewer: Id): Promise<ReadonlyMap<Id, Own>> {
  const rows = await db.$queryRaw<(Own & { id: Id })[]>`
    SELECT p.id, (SELECT kind FROM reaction WHERE post_id = p.id AND user_id = ${viewer}::uuid) AS reaction,
      EXISTS (SELECT 1 FROM repost WHERE post_id = p.id AND user_id = ${viewer}::uuid) AS "isReposted",
      EXISTS (SELECT 1 FROM bookmark WHERE post_id = p.id AND owner_id = ${viewer}::uuid) AS "isBookmarked"
    FROM unnest(${uuids(ids)}) AS p(id)`
  return new Map(rows.map(({ id, ...own }) => [id, own]))
}
