import type { Page } from '#app/domain/feeds/types.ts'
import { type Db, sql } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import { pageLength } from '../post-rules.ts'
import type { PostView } from '../post-views.ts'
import type { Reading } from '../views/reading.server.ts'
import { decodeMoment, encodeMoment, type Moment } from './moment-cursor.ts'

type Deps = Pick<Reading, 'sync' | 'readerOf' | 'hydrate'> & { db: Db }
type Query = { viewer: { id: Id }; cursor?: string | null; limit?: number }

const maxPage = 100
/** Where many of the posts may not be seen any more, so many are looked at for a page; then it is short, with the way on. */
const maxScan = 500

/**
 * The posts to which the viewer reacted, in the order of reacting, the latest first; what may not be seen is left out.
 * @throws Invalid for a cursor that is none
 */
export async function listOwnReactions(
  deps: Deps,
  { viewer, cursor, limit = pageLength }: Query,
): Promise<Page<PostView>> {
  const length = Math.min(Math.max(limit, 1), maxPage)
  const items: PostView[] = []
  let after = decodeMoment(cursor)
  await deps.sync()
  const reader = await deps.readerOf(viewer.id)
  for (let scanned = 0; scanned < maxScan; scanned += length) {
    const reactions = await findReactions(deps.db, { viewer, after, limit: length + 1 })
    const looked = reactions.slice(0, length)
    const posts = await deps.hydrate({ ids: looked.map(({ id }) => id), reader })
    for (const moment of looked) {
      const post = posts.get(moment.id)
      if (post) items.push(post)
      after = moment
      if (items.length === length && moment !== reactions.at(-1)) return { items, nextCursor: encodeMoment(moment) }
    }
    if (reactions.length <= length) return { items, nextCursor: null }
  }
  return { items, nextCursor: after && encodeMoment(after) }
}

/** When the viewer reacted to what. Walks down reaction_user_id_created_at_post_id_idx. */
async function findReactions(
  db: Db,
  { viewer, after, limit }: { viewer: { id: Id }; after: Moment | null; limit: number },
) {
  const past = after === null ? sql`` : sql`AND (created_at, post_id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  return db.$queryRaw<Moment[]>`
    SELECT post_id AS id, created_at AS at FROM reaction WHERE user_id = ${viewer.id}::uuid ${past}
    ORDER BY created_at DESC, post_id DESC LIMIT ${limit}`
}
