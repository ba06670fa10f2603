import { dropCardImages } from '#app/domain/media/card-images.server.ts'
import type { Cache } from '#app/lib/cache/cache.ts'
import type { Db } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import { cardFact } from '../facts.ts'

/** A run looks at so many at most. */
const runLimit = 500
/** A card that a post shows is looked at again after so long. */
const shownForMs = 30 * 24 * 3600_000

type Deps = { db: Db; cache: Pick<Cache, 'write'>; now: () => Date }

/** Deletes cards that are due for it and that no post shows, and their images. Twice is safe. */
export async function forgetCards({ db, cache, now }: Deps): Promise<void> {
  const at = now()
  await cache.write((touch) =>
    db.$transaction(async (tx) => {
      // Held until the commit: a post that wants one of them meanwhile waits, and has it asked for afresh.
      const due = await tx.$queryRaw<{ key: string; imageId: Id | null; isShown: boolean }[]>`
        SELECT key, image_id AS "imageId", EXISTS (SELECT 1 FROM post WHERE card_key = key AND deleted_at IS NULL) AS "isShown"
        FROM link_card WHERE erase_at <= ${at}::timestamptz
        ORDER BY erase_at LIMIT ${runLimit} FOR UPDATE OF link_card SKIP LOCKED`
      const keysOf = (shown: boolean) => due.flatMap(({ key, isShown }) => (isShown === shown ? [key] : []))
      const [kept, gone] = [keysOf(true), keysOf(false)]
      if (kept.length > 0) {
        const eraseAt = new Date(at.getTime() + shownForMs)
        await tx.linkCard.updateMany({ where: { key: { in: kept } }, data: { eraseAt } })
      }
      if (gone.length > 0) {
        await touch(...gone.map(cardFact))
        const images = due.flatMap(({ imageId, isShown }) => (imageId && !isShown ? [imageId] : []))
        await dropCardImages(tx, { ids: images, at })
        await tx.linkCard.deleteMany({ where: { key: { in: gone } } })
      }
    }),
  )
}
