import { postFact } from '#app/domain/posts/facts.ts'
import { sql } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { MediaDeps } from './deps.ts'
import { fileFact } from './facts.ts'
import { imagesOfDraft } from './images-of-draft.server.ts'
import { processMediaJob } from './jobs.ts'
import { unattachedForMs } from './media-limits.ts'

const maxAtOnce = 200
/** So long after it was sent an image is prepared, or was forgotten. */
const lateMs = 60_000

/** Asks again for what waits too long, and removes what is due: never posted, of a deleted post, replaced. */
export async function sweepMedia(deps: MediaDeps): Promise<void> {
  await askAgain(deps)
  await spareDrafts(deps)
  await eraseDue(deps)
}

async function askAgain({ db, queue, now }: MediaDeps): Promise<void> {
  const late = await db.media.findMany({
    where: { state: 'waiting', createdAt: { lt: new Date(now().getTime() - lateMs) } },
    select: { id: true },
    orderBy: { createdAt: 'asc' },
    take: maxAtOnce,
  })
  await queue.addMany(
    processMediaJob,
    late.map(({ id }) => ({ mediaId: id })),
  )
}

/** To be posted still: a draft of its sender names it, or a post of theirs that waits for its time. */
const isInDraft = sql`(post_id IS NULL AND kind = 'post' AND state IN ('waiting', 'ready') AND EXISTS (
  SELECT 1 FROM draft WHERE draft.owner_id = media.owner_id
    AND strpos(${imagesOfDraft}, media.id::text) > 0))`

/** However long that takes, it is looked at again a day later. */
async function spareDrafts({ db, now }: MediaDeps): Promise<void> {
  const later = new Date(now().getTime() + unattachedForMs)
  await db.$executeRaw`
    UPDATE media SET erase_at = ${later}::timestamptz
    WHERE erase_at <= ${now()}::timestamptz AND ${isInDraft}`
}

type Due = { id: Id; key: string; postId: Id | null }

/**
 * Claimed first, so that nobody posts an image whose files go, and none that a draft has come to name meanwhile. Those of
 * a sweep that was interrupted are claimed again.
 */
async function eraseDue({ db, cache, storage, now }: MediaDeps): Promise<void> {
  const due = await cache.write(async (touch) =>
    db.$transaction(async (tx) => {
      const claimed = await tx.$queryRaw<Due[]>`
        UPDATE media SET state = 'erasing' WHERE id IN (
          SELECT id FROM media WHERE erase_at <= ${now()}::timestamptz AND NOT ${isInDraft} ORDER BY erase_at LIMIT ${maxAtOnce}
          FOR UPDATE SKIP LOCKED)
        RETURNING id, key, post_id AS "postId"`
      await touch(...claimed.flatMap(({ key, postId }) => [fileFact(key), ...(postId ? [postFact(postId)] : [])]))
      return claimed
    }),
  )
  for (const { id, key } of due) {
    await storage.removeFolder(key)
    await db.media.delete({ where: { id } })
  }
}
