import { sql, type Tx } from '#app/lib/db.server.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import type { Audience } from '../post-views.ts'
import { isPrivate, repliable, visible } from './visible.server.ts'

type Held = { id: Id; authorId: Id; rootId: Id | null; audience: Audience; isPrivate: boolean; isRepliable: boolean }

/** A post that something is about to be done to. @throws NotFound when the viewer may not see it */
export async function requireVisible(tx: Tx, { postId, viewerId }: { postId: Id; viewerId: Id }): Promise<Held> {
  // Held until the commit: a delete, or another audience, waits, or is waited for. FOR KEY SHARE would let both through.
  const [post] = await tx.$queryRaw<Held[]>`
    SELECT p.id, p.author_id AS "authorId", p.root_id AS "rootId", p.audience,
      ${isPrivate(sql`p.author_id`)} AS "isPrivate", ${repliable(viewerId)} AS "isRepliable"
    FROM post p
    WHERE p.id = ${postId}::uuid AND ${visible(viewerId)} FOR SHARE OF p`
  if (!post) throw new NotFound('That post is gone.')
  return post
}

/** The same, to be answered. @throws Forbidden when its author takes no replies from the viewer */
export async function requireRepliable(tx: Tx, asked: { postId: Id; viewerId: Id }): Promise<Held> {
  const post = await requireVisible(tx, asked)
  if (!post.isRepliable) throw new Forbidden('The author of that post takes replies from some people only.')
  return post
}
