import { expect } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import type { FeedId } from '#app/domain/feeds/types.ts'
import type { PostView } from '#app/domain/posts/post-views.ts'
import type { Id } from '#app/lib/id.ts'
import type { Wiring } from '#app/wiring.server.ts'
import { type Ask, homeTruths, type TruePost } from './truth.ts'

/** What a home feed must hold, newest first. */
export async function homeTruth(wiring: Pick<Wiring, 'db'>, viewerId: Id): Promise<Id[]> {
  const posts = (await homeTruths(askingDb(wiring), [viewerId])).get(viewerId)
  if (!posts) throw new Error(`there is nobody ${viewerId}`)
  return posts.map(({ id }) => id)
}

export const askingDb =
  ({ db }: Pick<Wiring, 'db'>): Ask =>
  (sql, values) =>
    db.$queryRawUnsafe(sql, ...values)

type Reading = { viewer: Viewer | null; feed: FeedId; limit?: number }

/** The pages of a feed to its end: each but the last must be full. */
export async function readPages({ posts }: Pick<Wiring, 'posts'>, { viewer, feed, limit = 20 }: Reading) {
  const pages: (readonly PostView[])[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof posts.feed>> = await posts.feed({ feed, viewer, cursor, limit })
    pages.push(page.items)
    cursor = page.nextCursor
    if (cursor !== null) expect(page.items, 'a page before the last').toHaveLength(limit)
    expect(pages.length, 'pages without end').toBeLessThan(10_000)
  } while (cursor !== null)
  return pages
}

/** A post of a home feed as people see it: who handed it on, the latest three, and how many these are. */
export type SeenPost = Readonly<{ id: Id; by: readonly Id[]; sharers: number }>

export const seenPost = ({ id, reposts }: PostView): SeenPost => ({
  id,
  by: (reposts?.by ?? []).map((sharer) => sharer.id),
  sharers: reposts?.count ?? 0,
})

export const toBeSeen = ({ id, by }: TruePost): SeenPost => ({ id, by: by.slice(0, 3), sharers: by.length })

export async function readHome(wiring: Pick<Wiring, 'posts'>, viewer: Viewer, limit?: number): Promise<Id[]> {
  return (await readHomePosts(wiring, viewer, limit)).map(({ id }) => id)
}

export async function readHomePosts(wiring: Pick<Wiring, 'posts'>, viewer: Viewer, limit?: number) {
  return (await readPages(wiring, { viewer, feed: homeFeed(viewer.id), limit })).flat()
}

/** Holds the home feed of each member, read page by page to its end, against the truth. */
export async function checkHomes(wiring: Pick<Wiring, 'db' | 'posts'>, members: readonly Viewer[], limit = 7) {
  for (const member of members) {
    expect(await readHome(wiring, member, limit), `home of ${member.handle}`).toEqual(
      await homeTruth(wiring, member.id),
    )
  }
}
