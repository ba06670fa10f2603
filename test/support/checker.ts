import { expect } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import type { FeedId } from '#app/domain/feeds/types.ts'
import type { Id } from '#app/lib/id.ts'
import type { Wiring } from '#app/wiring.server.ts'

/** What a home feed must hold, newest first, from the posts themselves: no activity and no code of ours is asked. */
export async function homeTruth({ db }: Pick<Wiring, 'db'>, viewerId: Id): Promise<Id[]> {
  const rows = await db.$queryRaw<{ id: Id }[]>`
    SELECT id FROM post
    WHERE reply_to_id IS NULL AND deleted_at IS NULL AND author_id IN (
      SELECT ${viewerId}::uuid UNION SELECT followee_id FROM follow WHERE follower_id = ${viewerId}::uuid)
    ORDER BY id DESC`
  return rows.map(({ id }) => id)
}

type Reading = { viewer: Viewer | null; feed: FeedId; limit?: number }

/** The pages of a feed to its end: each but the last must be full. */
export async function readPages({ posts }: Pick<Wiring, 'posts'>, { viewer, feed, limit = 20 }: Reading) {
  const pages: Id[][] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof posts.feed>> = await posts.feed({ feed, viewer, cursor, limit })
    pages.push(page.items.map(({ id }) => id))
    cursor = page.nextCursor
    if (cursor !== null) expect(page.items, 'a page before the last').toHaveLength(limit)
    expect(pages.length, 'pages without end').toBeLessThan(10_000)
  } while (cursor !== null)
  return pages
}

export async function readHome(wiring: Pick<Wiring, 'posts'>, viewer: Viewer, limit?: number): Promise<Id[]> {
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
