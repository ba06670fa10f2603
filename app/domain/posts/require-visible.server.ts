import { sql, type Tx } from '#app/lib/db.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import type { Audience } from './post-views.ts'
import { isPrivate, visible } from './visible.server.ts'

type Held = { id: Id; authorId: Id; rootId: Id | null; audience: Audience; isPrivate: boolean }

/** A post that something is about to be done to. @throws NotFound when the viewer may not see it */
export async function requireVisible(tx: Tx, { postId, viewerId }: { postId: Id; viewerId: Id }): Promise<Held> {
  // Held until the commit: a delete, or another audience, waits, or is waited for. FOR KEY SHARE would let both through.
  const [post] = await tx.$queryRaw<Held[]>`
    SELECT p.id, p.author_id AS "authorId", p.root_id AS "rootId", p.audience,
      ${isPrivate(sql`p.author_id`)} AS "isPrivate"
    FROM post p
    WHERE p.id = ${postId}::uuid AND ${visible(viewerId)} FOR SHARE OF p`
  if (!post) throw new NotFound('That post is gone.')
  return post
}
