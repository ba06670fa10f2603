import { decodeCursor, encodeCursor } from '#app/domain/feeds/cursor.ts'
import type { Page } from '#app/domain/feeds/types.ts'
import { openTo, seen } from '#app/domain/safety/seen.server.ts'
import { type Db, sql } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { Prisma } from '#app/lib/prisma/client.ts'
import { type PersonView, type PostView, type ReactionCount, type ReactionKind, reactionKinds } from '../post-views.ts'
import { readPost } from '../thread/thread.server.ts'
import type { Reading } from '../views/reading.server.ts'
import { decodeMoment, encodeMoment } from './moment-cursor.ts'

export type ReactedPerson = PersonView & Pick<ReactionCount, 'kind' | 'emoji'>

type Deps = Pick<Reading, 'sync' | 'readerOf' | 'hydrate'> & { db: Db }
type Query = { postId: Id; viewer: { id: Id } | null; cursor?: string | null }
/** `hiddenCount`: those in between whom the viewer may not know of. They are counted with the post, and named nowhere. */
type People<Person> = Page<Person> & Readonly<{ hiddenCount: number }>
type Answer<Person> = Readonly<{ post: PostView; people: People<Person> }>

const pageLength = 40
/** Where many of them may not be known of, so many are looked at for a page; then it is short, with the way on. */
const maxScan = 200

type Row = { id: Id; handle: string | null; name: string; image: string | null }

/**
 * Who reacted to a post, all or in one way, the latest first: those of whom the viewer may know, and of private accounts those
 * that they follow. @throws NotFound when the post may not be seen; Invalid for a cursor that is none
 */
export async function listReactedBy(
  deps: Deps,
  { kind, ...query }: Query & { kind?: ReactionKind },
): Promise<Answer<ReactedPerson>> {
  const { postId, viewer, cursor } = query
  const after = decodeMoment(cursor)
  const post = await readPost(deps, query)
  const custom = new Map(post.reactions.flatMap(({ kind, emoji }) => (emoji ? [[kind, emoji] as const] : [])))
  const kinds = [...reactionKinds, ...custom.keys()].filter((each) => kind === undefined || each === kind)
  const past =
    after === null ? sql`` : sql`AND (r.created_at, r.user_id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  // Each kind is a walk down its part of reaction_post_id_kind_created_at_user_id_idx.
  const rows = await deps.db.$queryRaw<(Row & { kind: string; at: Date })[]>`
    SELECT s.user_id AS id, s.kind, s.created_at AS at, u.handle, u.name, u.image
    FROM (
      SELECT r.* FROM unnest(${kinds}::text[]) k(kind) CROSS JOIN LATERAL (
        SELECT r.user_id, r.kind, r.created_at FROM reaction r WHERE r.post_id = ${postId}::uuid AND r.kind = k.kind ${past}
        ORDER BY r.created_at DESC, r.user_id DESC LIMIT ${maxScan + 1}) r
      ORDER BY r.created_at DESC, r.user_id DESC LIMIT ${maxScan + 1}) s
    ${known(sql`s.user_id`, viewer)}
    ORDER BY s.created_at DESC, s.user_id DESC`
  const { shown, last, hiddenCount } = pageOf(rows)
  const people = shown.map(({ at: _, ...person }) => {
    const emoji = custom.get(person.kind)
    return emoji ? { ...person, emoji } : person
  })
  return { post, people: { items: people, nextCursor: last && encodeMoment(last), hiddenCount } }
}

/** Who handed a post on, the latest first. Like `listReactedBy`. */
export async function listRepostedBy(deps: Deps, query: Query): Promise<Answer<PersonView>> {
  const { postId, viewer, cursor } = query
  const after = decodeCursor(cursor)
  const post = await readPost(deps, query)
  const past = after === null ? sql`` : sql`AND r.id < ${after}::uuid`
  const rows = await deps.db.$queryRaw<(Row & { repostId: Id })[]>`
    SELECT s.user_id AS id, s.id AS "repostId", u.handle, u.name, u.image
    FROM (SELECT r.id, r.user_id FROM repost r WHERE r.post_id = ${postId}::uuid ${past}
      ORDER BY r.id DESC LIMIT ${maxScan + 1}) s
    ${known(sql`s.user_id`, viewer)}
    ORDER BY s.id DESC`
  const { shown, last, hiddenCount } = pageOf(rows)
  const people = shown.map(({ repostId: _, ...person }) => person)
  return { post, people: { items: people, nextCursor: last && encodeCursor(last.repostId), hiddenCount } }
}

/** Adds the person, where the viewer may know of them and see what they do. */
function known(id: Prisma.Sql, viewer: Query['viewer']): Prisma.Sql {
  const viewerId = viewer?.id ?? null
  return sql`LEFT JOIN "user" u ON u.id = ${id} AND ${seen(viewerId)} AND ${openTo(viewerId)}`
}

type Found<One> = { shown: (One & { handle: string })[]; last: One | null; hiddenCount: number }

/** Those who are known, a page at most; `last`: the one after whom the next page begins; the others up to there. */
function pageOf<One extends Row>(rows: readonly One[]): Found<One> {
  const looked = rows.slice(0, maxScan)
  const known = looked.flatMap((row) => (row.handle === null ? [] : { ...row, handle: row.handle }))
  const shown = known.slice(0, pageLength)
  const isCut = known.length > pageLength
  const last = isCut ? shown.at(-1) : rows.length > maxScan ? looked.at(-1) : undefined
  const passed = isCut ? looked.findIndex(({ id }) => id === last?.id) + 1 : looked.length
  return { shown, last: last ?? null, hiddenCount: passed - shown.length }
}
