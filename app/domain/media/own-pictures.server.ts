import { personFact } from '#app/domain/accounts/facts.ts'
import { authorFact } from '#app/domain/posts/facts.ts'
import type { Touch } from '#app/lib/cache/cache.ts'
import type { Tx } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { MediaDeps } from './deps.ts'
import { fileFact } from './facts.ts'
import type { PictureKind } from './media-rules.ts'
import { mediaUrl } from './media-views.ts'

type Whose = { ownerId: Id; kind: PictureKind }

/**
 * For a transaction after which somebody's picture may be another: it is the newest that is ready, and the others are
 * removed. Run again it changes nothing.
 */
export async function settlePicture(tx: Tx, touch: Touch, { ownerId, kind, at }: Whose & { at: Date }): Promise<void> {
  // One after the other, so that the newest wins.
  await tx.$queryRaw`SELECT 1 FROM "user" WHERE id = ${ownerId}::uuid FOR UPDATE`
  const ready = await tx.media.findMany({
    where: { ownerId, kind, state: 'ready' },
    select: { id: true, key: true },
    orderBy: { id: 'desc' },
  })
  const [newest, ...older] = ready
  await tx.media.updateMany({ where: { id: { in: older.map(({ id }) => id) } }, data: { eraseAt: at } })
  if (newest) await tx.media.update({ where: { id: newest.id }, data: { eraseAt: null } })
  const path = newest ? mediaUrl(newest.key, 'small') : null
  await tx.user.update({ where: { id: ownerId }, data: kind === 'avatar' ? { image: path } : { header: path } })
  await touch(authorFact(ownerId), personFact(ownerId), ...older.map(({ key }) => fileFact(key)))
}

/** Takes somebody's own picture away, also one that is still being prepared. */
export async function removePicture({ db, cache, now }: Pick<MediaDeps, 'db' | 'cache' | 'now'>, whose: Whose) {
  await cache.write((touch) =>
    db.$transaction(async (tx) => {
      const gone = await tx.media.updateManyAndReturn({
        where: { ...whose, state: { not: 'erasing' } },
        data: { state: 'erasing', eraseAt: now() },
        select: { key: true },
      })
      await touch(...gone.map(({ key }) => fileFact(key)))
      await settlePicture(tx, touch, { ...whose, at: now() })
    }),
  )
}
