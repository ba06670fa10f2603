import { uuids } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { PostDeps } from '../deps.ts'
import { countsFact, ownFact, postFact } from '../facts.ts'
import type { CommonKind } from '../post-views.ts'
import { findDayOrdinals } from './day-ordinals.server.ts'
import { activityOf } from './post-activity.ts'

/** A post from elsewhere. `sourceKey` names it there; `id` carries its time (see `derivedId`). */
export type ImportedPost = Readonly<{
  sourceKey: string
  id: Id
  authorId: Id
  text: string
  replyToId: Id | null
  rootId: Id | null
  sourceUrl: string | null
  createdAt: Date
}>

export type ImportedReaction = Readonly<{ postId: Id; userId: Id; kind: CommonKind; createdAt: Date }>

/** Bulk verbs of imports. Each call is one transaction, and the same call again adds nothing. */
export function createImporting({ db, feeds }: PostDeps) {
  return {
    /** Posts and replies with their activities, parents before their replies. */
    async importMany({ posts }: { posts: readonly ImportedPost[] }): Promise<{ added: number }> {
      return feeds.transaction(async (tx, { publish, touch }) => {
        const keys = posts.map(({ sourceKey, id }) => ({ key: sourceKey, id }))
        const fresh = await tx.importKey.createManyAndReturn({ data: keys, skipDuplicates: true })
        const ids = new Set(fresh.map(({ id }) => id))
        const added = posts.filter(({ id }) => ids.has(id))
        const ordinals = await findDayOrdinals(tx, added)
        const data = added.map(({ sourceKey, ...post }) => ({ ...post, dayOrdinal: ordinals.get(post.id) }))
        await tx.post.createMany({ data })
        if (added.length > 0) await publish(...added.map(activityOf))
        await touch(
          ...added.flatMap(({ id, replyToId }) => [postFact(id), ...(replyToId ? [countsFact(replyToId)] : [])]),
        )
        return { added: added.length }
      })
    },

    /** What was imported under these keys. */
    async findImported({ keys }: { keys: readonly string[] }) {
      const rows = await db.importKey.findMany({ where: { key: { in: [...keys] } } })
      const posts = await db.post.findMany({
        where: { id: { in: rows.map(({ id }) => id) } },
        select: { id: true, rootId: true, authorId: true, createdAt: true },
      })
      const byId = new Map(posts.map((post) => [post.id, post]))
      return new Map(
        rows.flatMap(({ key, id }) => {
          const post = byId.get(id)
          return post ? [[key, post] as const] : []
        }),
      )
    },

    /** Which imported people reacted to each of these posts. Posts without any are not in the map. */
    async findImportedReactors({ postIds }: { postIds: readonly Id[] }): Promise<ReadonlyMap<Id, readonly Id[]>> {
      const rows = await db.$queryRaw<{ post: Id; people: Id[] }[]>`
        SELECT r.post_id AS post, array_agg(r.user_id) AS people FROM reaction r JOIN "user" u ON u.id = r.user_id
        WHERE r.post_id = ANY(${uuids(postIds)}) AND u.source_key IS NOT NULL GROUP BY r.post_id`
      return new Map(rows.map(({ post, people }) => [post, people]))
    },

    /** The first reaction of each person to each post stays. */
    async reactMany({ reactions }: { reactions: readonly ImportedReaction[] }): Promise<{ added: number }> {
      return feeds.transaction(async (tx, { touch }) => {
        await touch(...reactions.flatMap(({ postId, userId }) => [countsFact(postId), ownFact(userId)]))
        // Thousands of rows a call: four arrays cost less than half of what four parameters a row do.
        const added = await tx.$executeRaw`
          INSERT INTO reaction (post_id, user_id, kind, created_at)
          SELECT * FROM unnest(
            ${reactions.map(({ postId }) => postId)}::uuid[],
            ${reactions.map(({ userId }) => userId)}::uuid[],
            ${reactions.map(({ kind }) => kind)}::text[],
            ${reactions.map(({ createdAt }) => createdAt.toISOString())}::timestamptz[]
          ) ON CONFLICT DO NOTHING`
        return { added }
      })
    },
  }
}
