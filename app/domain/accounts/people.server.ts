import { decodeCursor, encodeCursor } from '#app/domain/feeds/cursor.ts'
import type { Writing } from '#app/domain/feeds/publish.server.ts'
import type { Page } from '#app/domain/feeds/types.ts'
import type { PersonView } from '#app/domain/posts/post-views.ts'
import { askedAmong, dropRequest, requestFollow, requireFollowable } from '#app/domain/safety/follow-requests.server.ts'
import { holds } from '#app/domain/safety/mutes.server.ts'
import { openTo, seen } from '#app/domain/safety/seen.server.ts'
import { type Db, type Tx, uuids } from '#app/lib/db.server.ts'
import { Invalid, NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import type { Authors } from './authors.ts'
import { countFollowers } from './follow-counts.server.ts'
import type { FollowGraph } from './follow-graph.ts'
import { requirePerson } from './profile.server.ts'
import type { Viewer } from './viewer.ts'

/** `isRequested`: the viewer waits to be let follow them. */
export type PersonRow = PersonView &
  Readonly<{ bio: string; isPrivate: boolean; isFollowing: boolean; isRequested: boolean }>
export type Suggestion = PersonRow & Readonly<{ followerCount: number }>
/** `followerCount`: null where the viewer may not know. */
export type FollowAnswer = Readonly<{ isFollowing: boolean; isRequested: boolean; followerCount: number | null }>

type Deps = { db: Db; feeds: FollowGraph; now: () => Date }

const pageLength = 40
/** Suggestions are looked for among so many authors: the cost stays the same however many people there are. */
const maxCandidates = 100
/** Where many of a list are not shown, so many more are looked at for one page, step by step. */
const steps = [pageLength + 1, 500, 500]

type ToPerson = { viewer: Viewer; handle: string }

/**
 * Follows a person, or asks a private account to let one; doing it twice is the same. `copyLimit`: so many of their posts so
 * far are in the home feed (all unless told). @throws NotFound, also across a block; Invalid for oneself, and past the limits
 * of requests
 */
export async function follow(deps: Deps, { viewer, handle, copyLimit }: ToPerson & { copyLimit?: number }) {
  const person = await requirePerson(deps.db, { handle, viewer })
  if (person.id === viewer.id) throw new Invalid('Nobody follows themselves', { handle: 'errors.follow.self' })
  const pair = { followerId: viewer.id, followeeId: person.id }
  const isRequested = person.isPrivate && (await requestFollow(deps, { ...pair, copyLimit }))
  if (!isRequested) {
    const allow = (tx: Tx, writing: Writing) => requireFollowable(tx, writing, pair)
    await deps.feeds.follow({ ...pair, copyLimit, allow })
  }
  return answer(deps, { id: person.id, viewer, isFollowing: !isRequested, isRequested })
}

/**
 * Undoes it, also of who is suspended: nobody is to follow whom they cannot leave. Whoever only asks does not any more.
 * `keepHistory`: their posts so far stay in the home feed, until it is done again without. @throws NotFound
 */
export async function unfollow(deps: Deps, { viewer, handle, keepHistory }: ToPerson & { keepHistory?: boolean }) {
  const person = await requireLeavable(deps, { viewer, handle })
  const pair = { followerId: viewer.id, followeeId: person.id }
  await deps.feeds.transaction((tx, writing) => dropRequest(tx, writing, pair))
  await deps.feeds.unfollow({ ...pair, keepHistory })
  return answer(deps, { id: person.id, viewer, isFollowing: false, isRequested: false })
}

/** Somebody whom the viewer follows, though nobody may know of them now, or whom the viewer may know of. @throws NotFound */
async function requireLeavable({ db, feeds }: Deps, question: ToPerson): Promise<{ id: Id }> {
  const { viewer, handle } = question
  const person = await db.user.findUnique({ where: { handle: handle.toLowerCase() }, select: { id: true } })
  const followed = person && (await feeds.followedAmong({ followerId: viewer.id, ids: [person.id] })).has(person.id)
  return person && followed ? person : requirePerson(db, question)
}

/** People who wrote lately and whom the viewer neither follows nor mutes, the latest first. */
export async function findSuggestions(
  { posts, ...deps }: Deps & { posts: Authors },
  { viewer, limit = 10 }: { viewer: Viewer | null; limit?: number },
): Promise<Suggestion[]> {
  const authors = await posts.recentAuthors({ viewer, limit: maxCandidates })
  const ids = authors.filter((id) => id !== viewer?.id)
  const known = viewer ? await findKnown(deps, { viewer, ids }) : new Set<Id>()
  const chosen = ids.filter((id) => !known.has(id)).slice(0, limit)
  // Counted for those who are shown: somebody's followers may be all there are.
  const [people, counts] = await Promise.all([
    hydrate(deps.db, chosen, viewer),
    countFollowers(deps, chosen, viewer?.id ?? null),
  ])
  return people.map((person) => ({
    ...person,
    isFollowing: false,
    isRequested: false,
    followerCount: counts.get(person.id) ?? 0,
  }))
}

/** Those of `ids` whom the viewer has made up their mind about: followed, or muted. */
async function findKnown({ db, feeds }: Deps, { viewer, ids }: { viewer: Viewer; ids: readonly Id[] }) {
  const [followed, muted] = await Promise.all([
    feeds.followedAmong({ followerId: viewer.id, ids }),
    db.$queryRaw<{ mutedId: Id }[]>`
      SELECT muted_id AS "mutedId" FROM mute WHERE muter_id = ${viewer.id}::uuid AND muted_id = ANY(${uuids(ids)}) AND ${holds()}`,
  ])
  return new Set([...followed, ...muted.map(({ mutedId }) => mutedId)])
}

type ListInput = { handle: string; viewer: Viewer | null; cursor?: string | null }
type Find = (question: { id: Id; after: Id | null; limit: number }) => Promise<Id[]>

/** Who follows a person, 40 a page. @throws NotFound, also when only followers may know; Invalid for a cursor that is none */
export function listFollowers(deps: Deps, input: ListInput): Promise<Page<PersonRow>> {
  return readPage(deps, input, deps.feeds.findFollowers)
}

/** Whom a person follows. Like `listFollowers`. */
export function listFollowing(deps: Deps, input: ListInput): Promise<Page<PersonRow>> {
  return readPage(deps, input, deps.feeds.findFollowing)
}

/** Full as long as the list goes on, but for where a thousand in a row may not be known of: then short, with the way on. */
async function readPage(deps: Deps, { handle, viewer, cursor }: ListInput, find: Find): Promise<Page<PersonRow>> {
  const { id, isOpen } = await requirePerson(deps.db, { handle, viewer })
  if (!isOpen) throw new NotFound('Only followers see this')
  const people: Person[] = []
  let after = decodeCursor(cursor)
  for (const limit of steps) {
    const ids = await find({ id, after, limit })
    people.push(...(await hydrate(deps.db, ids, viewer)))
    after = ids.length < limit ? null : (ids.at(-1) ?? null)
    if (after === null || people.length > pageLength) break
  }
  const shown = people.slice(0, pageLength)
  const last = people.length > pageLength ? (shown.at(-1)?.id ?? null) : after
  const ids = shown.map((person) => person.id)
  const [followed, asked] = viewer
    ? await Promise.all([
        deps.feeds.followedAmong({ followerId: viewer.id, ids }),
        askedAmong(deps.db, { viewer, ids }),
      ])
    : [new Set<Id>(), new Set<Id>()]
  return {
    items: shown.map((person) => ({
      ...person,
      isFollowing: followed.has(person.id),
      isRequested: asked.has(person.id),
    })),
    nextCursor: last && encodeCursor(last),
  }
}

type Person = PersonView & { bio: string; isPrivate: boolean }

/** The people of `ids` of whom the viewer may know, in their order. */
async function hydrate(db: Db, ids: readonly Id[], viewer: Viewer | null): Promise<Person[]> {
  if (ids.length === 0) return []
  const rows = await db.$queryRaw<Person[]>`
    SELECT u.id, u.handle, u.name, u.image, u.bio, u.is_private AS "isPrivate" FROM "user" u
    WHERE u.id = ANY(${uuids(ids)}) AND ${seen(viewer?.id ?? null)}`
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

type Answer = { id: Id; viewer: Viewer; isFollowing: boolean; isRequested: boolean }

async function answer(deps: Deps, { id, viewer, ...now }: Answer): Promise<FollowAnswer> {
  const [isOpen, counts] = await Promise.all([readOpen(deps.db, id, viewer), countFollowers(deps, [id], viewer.id)])
  return { ...now, followerCount: isOpen ? (counts.get(id) ?? 0) : null }
}

async function readOpen(db: Db, id: Id, viewer: Viewer): Promise<boolean> {
  const found = await db.$queryRaw<unknown[]>`SELECT 1 FROM "user" u WHERE u.id = ${id}::uuid AND ${openTo(viewer.id)}`
  return found.length > 0
}
