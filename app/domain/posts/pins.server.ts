import { lockPerson } from '#app/domain/accounts/lock-person.server.ts'
import type { Db } from '#app/lib/db.server.ts'
import { Invalid, NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import type { PostDeps } from './deps.ts'
import { postFact } from './facts.ts'
import type { PostView } from './post-views.ts'
import type { Reading } from './views/reading.server.ts'

/** Posts that somebody has first on their profile. */
export const maxPins = 3

type Command = { postId: Id; viewer: { id: Id }; isOn: boolean }

/** Again does nothing. @throws NotFound when it is not the viewer's, or gone; Invalid when they have `maxPins` others */
export async function setPinned({ feeds, now }: PostDeps, { postId, viewer, isOn }: Command): Promise<void> {
  await feeds.transaction(async (tx, { touch }) => {
    await lockPerson(tx, viewer.id)
    const [post] = await tx.$queryRaw<{ isPinned: boolean; others: number }[]>`
      SELECT EXISTS (SELECT 1 FROM pin WHERE post_id = p.id) AS "isPinned",
        (SELECT count(*)::int FROM pin WHERE user_id = p.author_id AND post_id <> p.id) AS others
      FROM post p WHERE p.id = ${postId}::uuid AND p.author_id = ${viewer.id}::uuid AND p.deleted_at IS NULL FOR SHARE`
    if (!post) throw new NotFound('That post is not yours, or it is gone.')
    if (post.isPinned === isOn) return
    if (isOn && post.others >= maxPins) throw new Invalid('Too many', { on: 'errors.post.pins' })
    if (isOn) await tx.pin.create({ data: { postId, userId: viewer.id, createdAt: now() } })
    else await tx.pin.deleteMany({ where: { postId } })
    await touch(postFact(postId))
  })
}

type Deps = Pick<Reading, 'sync' | 'readerOf' | 'hydrate'> & { db: Db }

/** What somebody has pinned, the latest first, of what the viewer may see. */
export async function readPinned(
  deps: Deps,
  { authorId, viewer }: { authorId: Id; viewer: { id: Id } | null },
): Promise<PostView[]> {
  await deps.sync()
  const [reader, pins] = await Promise.all([
    deps.readerOf(viewer?.id ?? null),
    deps.db.pin.findMany({
      where: { userId: authorId },
      orderBy: { createdAt: 'desc' },
      take: maxPins,
      select: { postId: true },
    }),
  ])
  const ids = pins.map(({ postId }) => postId)
  const posts = await deps.hydrate({ ids, reader })
  return ids.flatMap((id) => posts.get(id) ?? [])
}
