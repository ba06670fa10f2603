import { sql, uuids } from '#app/lib/db.server.ts'
import { type Id, lowestId } from '#app/lib/id.ts'
import { Prisma } from '#app/lib/prisma/client.ts'
import type { Source } from './define-feed.ts'
import type { Pull, Span } from './ledger.ts'
import { isSettled } from './pulled-authors.postgres.server.ts'

export const entryColumns = sql`a.id, a.actor_id AS "actorId", a.verb, a.object_id AS "objectId"`

/** Below and above every id: bounds that are always there can be looked up in an index. */
const [lowest, highest]: readonly [Id, Id] = [
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
]

/** The entries of a feed that stand, in order, from an index for each kind of source; what is read is what is given. */
export function pullQuery(pull: Pull, at: Span): Prisma.Sql {
  const parts = pull.sources.map((source) => sourceQuery(source, pull, at))
  const [only] = parts
  if (only && parts.length === 1) return only
  // What comes from several sources is one entry.
  return sql`
    SELECT DISTINCT e.id, e."actorId", e.verb, e."objectId"
    FROM (${Prisma.join(
      parts.map((part) => sql`(${part})`),
      ' UNION ALL ',
    )}) e
    ${ordered(sql`e.id`, at)}`
}

/** Activities of each verb that a wide pull looks through. */
const scanned = 1_000

/**
 * The same for those who follow many: the newest of what anybody did, less what the owner does not follow. It looks
 * through a bounded part of the ledger: a full page is right, a shorter one is not all. Null: not for this pull.
 */
export function widePullQuery(pull: Pull, at: Span): Prisma.Sql | null {
  const [source] = pull.sources
  const isPlain = pull.sources.length === 1 && !pull.filter?.verbs && !pull.filter?.actorIds && !at.after
  if (!pull.isWide || source?.kind !== 'following' || !isPlain) return null
  return sql`
    WITH recent AS (
      SELECT e.* FROM unnest(${[...source.verbs]}::text[]) v(verb) CROSS JOIN LATERAL (
        SELECT ${entryColumns} FROM activity a
        WHERE a.verb = v.verb AND a.retracted_at IS NULL AND ${within(sql`a.id`, pull, at)}
        ${orderedInVerb({ limit: scanned })}
      ) e
    ), floors AS (SELECT min(id::text) AS floor FROM recent GROUP BY verb HAVING count(*) = ${scanned})
    SELECT e.* FROM recent e JOIN (${actorsOf(source, pull)}) f ON f.actor_id = e."actorId"
    WHERE e.id >= coalesce((SELECT max(floor) FROM floors)::uuid, ${lowest}::uuid)
      AND e.id >= coalesce(f.since_id, ${lowest}::uuid) AND e.id <= coalesce(f.until_id, ${highest}::uuid)
    ORDER BY e.id DESC LIMIT ${at.limit}`
}

function sourceQuery(source: Source, pull: Pull, at: Span): Prisma.Sql {
  const { verbs, actorIds } = pull.filter ?? {}
  if (source.kind === 'addressed') {
    // Ordered by the address, so that its primary key gives the page.
    return sql`
      SELECT ${entryColumns} FROM address d JOIN activity a ON a.id = d.activity_id
      WHERE d.feed = ${pull.feed} AND a.retracted_at IS NULL AND ${within(sql`d.activity_id`, pull, at)}
      ${ordered(sql`d.activity_id`, at)}`
  }
  if (source.kind === 'subscribed') {
    // Addressed to several of them, it is one entry.
    return sql`
      SELECT DISTINCT e.id, e."actorId", e.verb, e."objectId" FROM followed_feed f CROSS JOIN LATERAL (
        SELECT ${entryColumns} FROM address d JOIN activity a ON a.id = d.activity_id
        WHERE d.feed = f.feed AND a.verb = ANY(${[...source.verbs]}) AND a.retracted_at IS NULL AND ${within(sql`d.activity_id`, pull, at)}
        ${ordered(sql`d.activity_id`, at)}
      ) e WHERE f.follower_id = ${pull.owner}::uuid ${ordered(sql`e.id`, at)}`
  }
  const taken = verbs ? source.verbs.filter((verb) => verbs.includes(verb)) : [...source.verbs]
  // The newest of each actor and verb, then the newest of those: each part is one walk down
  // activity_actor_id_verb_id_idx, or activity_verb_id_idx where anybody counts.
  if (source.kind === 'everyone' && !actorIds) {
    return sql`
      SELECT e.* FROM unnest(${taken}::text[]) v(verb) CROSS JOIN LATERAL (
        SELECT ${entryColumns} FROM activity a
        WHERE a.verb = v.verb AND a.retracted_at IS NULL AND ${within(sql`a.id`, pull, at)}
        ${orderedInVerb(at)}
      ) e ${ordered(sql`e.id`, at)}`
  }
  return sql`
    SELECT e.* FROM (${actorsOf(source, pull)}) f CROSS JOIN unnest(${taken}::text[]) v(verb) CROSS JOIN LATERAL (
      SELECT ${entryColumns} FROM activity a
      WHERE a.actor_id = f.actor_id AND a.verb = v.verb AND a.retracted_at IS NULL AND ${within(sql`a.id`, pull, at)}
        AND a.id >= coalesce(f.since_id, ${lowest}::uuid) AND a.id <= coalesce(f.until_id, ${highest}::uuid)
      ${ordered(sql`a.id`, at)}
    ) e
    ${actorIds ? sql`WHERE f.actor_id = ANY(${uuids(actorIds)})` : sql``}
    ${ordered(sql`e.id`, at)}`
}

/** Whose activities a source takes: actor_id, since_id, until_id. */
function actorsOf(source: Source, { owner, filter, withoutPulled }: Pull): Prisma.Sql {
  const self = sql`SELECT ${owner}::uuid AS actor_id, NULL::uuid AS since_id, NULL::uuid AS until_id`
  switch (source.kind) {
    case 'following': {
      const written = sql`AND NOT EXISTS (
        SELECT 1 FROM pulled_author p WHERE p.actor_id = followee_id AND ${isSettled})`
      return sql`
        SELECT followee_id AS actor_id, since_id, until_id FROM follow
        WHERE follower_id = ${owner}::uuid ${withoutPulled ? written : sql``}
        UNION ALL ${self}`
    }
    case 'followingAt':
      return sql`SELECT followee_id AS actor_id, since_id, until_id FROM follow
        WHERE follower_id = ${owner}::uuid AND level = ${source.level}`
    case 'members':
      return sql`SELECT actor_id, NULL::uuid AS since_id, NULL::uuid AS until_id FROM member
        WHERE owner_id = ${owner}::uuid`
    case 'everyone':
      return sql`SELECT actor_id, NULL::uuid AS since_id, NULL::uuid AS until_id
        FROM unnest(${uuids(filter?.actorIds ?? [])}) actor_id`
    default:
      return self
  }
}

function within(id: Prisma.Sql, { filter }: Pull, { before, after }: Span): Prisma.Sql {
  const bounds = [
    before ? sql`${id} < ${before}::uuid` : null,
    after ? sql`${id} > ${after}::uuid` : null,
    filter?.from ? sql`${id} >= ${lowestId(filter.from)}::uuid` : null,
    filter?.to ? sql`${id} < ${lowestId(filter.to)}::uuid` : null,
  ].filter((bound) => bound !== null)
  return bounds.length === 0 ? sql`true` : Prisma.join(bounds, ' AND ')
}

/** As activity_verb_id_idx has it, and the primary key has not: walking that would be past all verbs, and what was taken back. */
function orderedInVerb({ after, limit }: Span): Prisma.Sql {
  return sql`ORDER BY a.id ${after ? sql`ASC NULLS FIRST` : sql`DESC NULLS LAST`} LIMIT ${limit}`
}

function ordered(id: Prisma.Sql, { after, limit }: Span): Prisma.Sql {
  return sql`ORDER BY ${id} ${after ? sql`ASC` : sql`DESC`} LIMIT ${limit}`
}
