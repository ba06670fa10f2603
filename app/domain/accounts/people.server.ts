import { decodeCursor, encodeCursor } from '#app/domain/feeds/cursor.ts'
import type { Page } from '#app/domain/feeds/types.ts'
import type { PersonView } from '#app/domain/posts/post-views.ts'
import type { Db } from '#app/lib/db.server.ts'
import { Invalid } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import type { Authors } from './authors.ts'
import type { FollowGraph } from './follow-graph.ts'
import { requirePerson } from './profile.server.ts'
import type { Viewer } from './viewer.ts'

export type PersonRow = PersonView & Readonly<{ bio: string; isFollowing: boolean }>
export type Suggestion = PersonRow & Readonly<{ followerCount: number }>
export type FollowAnswer = Readonly<{ isFollowing: boolean; followerCount: number }>

type Deps = { db: Db; feeds: FollowGraph }

const pageLength = 40
/** Suggestions are looked for among so many authors: the cost stays the same however many people there are. */
const maxCandidates = 100

/** Follows a person; doing it twice is the same. @throws NotFound; Invalid for oneself */
export async function follow({ db, feeds }: Deps, { viewer, handle }: { viewer: Viewer; handle: string }) {
  const person = await requirePerson(db, handle)
  if (person.id === viewer.id) throw new Invalid('Nobody follows themselves', { handle: 'errors.follow.self' })
  await feeds.follow({ followerId: viewer.id, followeeId: person.id })
  return answer(feeds, person.id, true)
}

/** Undoes it. @throws NotFound */
export async function unfollow({ db, feeds }: Deps, { viewer, handle }: { viewer: Viewer; handle: string }) {
  const person = await requirePerson(db, handle)
  await feeds.unfollow({ followerId: viewer.id, followeeId: person.id })
  return answer(feeds, person.id, false)
}

/** People who wrote lately and whom the viewer does not follow, the latest first. */
export async function findSuggestions(
  { db, feeds, posts }: Deps & { posts: Authors },
  { viewer, limit = 10 }: { viewer: Viewer | null; limit?: number },
): Promise<Suggestion[]> {
  const authors = await posts.recentAuthors({ viewer, limit: maxCandidates })
  const ids = authors.filter((id) => id !== viewer?.id)
  const followed = viewer ? await feeds.followedAmong({ followerId: viewer.id, ids }) : new Set<Id>()
  const chosen = ids.filter((id) => !followed.has(id)).slice(0, limit)
  // Counted for those who are shown: somebody's followers may be all there are.
  const [people, counts] = await Promise.all([hydrate(db, chosen), feeds.countFollowers(chosen)])
  return people.map((person) => ({ ...person, isFollowing: false, followerCount: counts.get(person.id) ?? 0 }))
}

type ListInput = { handle: string; viewer: Viewer | null; cursor?: string | null }

/** Who follows a person, 40 a page. @throws NotFound; Invalid for a cursor that is none */
export async function listFollowers(deps: Deps, { handle, viewer, cursor }: ListInput): Promise<Page<PersonRow>> {
  const { id } = await requirePerson(deps.db, handle)
  const ids = await deps.feeds.findFollowers({ id, after: decodeCursor(cursor), limit: pageLength + 1 })
  return toPage(deps, ids, viewer)
}

/** Whom a person follows. Like `listFollowers`. */
export async function listFollowing(deps: Deps, { handle, viewer, cursor }: ListInput): Promise<Page<PersonRow>> {
  const { id } = await requirePerson(deps.db, handle)
  const ids = await deps.feeds.findFollowing({ id, after: decodeCursor(cursor), limit: pageLength + 1 })
  return toPage(deps, ids, viewer)
}

/** `ids` are one more than a page when there is a next one. */
async function toPage({ db, feeds }: Deps, ids: readonly Id[], viewer: Viewer | null): Promise<Page<PersonRow>> {
  const shown = ids.slice(0, pageLength)
  const last = shown.at(-1)
  const [people, followed] = await Promise.all([
    hydrate(db, shown),
    viewer ? feeds.followedAmong({ followerId: viewer.id, ids: shown }) : new Set<Id>(),
  ])
  return {
    items: people.map((person) => ({ ...person, isFollowing: followed.has(person.id) })),
    nextCursor: last && ids.length > pageLength ? encodeCursor(last) : null,
  }
}

/** The people of `ids`, in their order; who is gone is left out. */
async function hydrate(db: Db, ids: readonly Id[]) {
  const rows = await db.user.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, handle: true, name: true, image: true, bio: true },
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

async function answer(feeds: FollowGraph, id: Id, isFollowing: boolean): Promise<FollowAnswer> {
  return { isFollowing, followerCount: (await feeds.countFollowers([id])).get(id) ?? 0 }
}
