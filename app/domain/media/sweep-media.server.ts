import { postFact } from '#app/domain/posts/facts.ts'
import type { Id } from '#app/lib/id.ts'
import type { MediaDeps } from './deps.ts'
import { fileFact } from './facts.ts'
import { processMediaJob } from './jobs.ts'

const maxAtOnce = 200
/** So long after it was sent an image is prepared, or was forgotten. */
const lateMs = 60_000

/** Asks again for what waits too long, and removes what is due: never posted, of a deleted post, replaced. */
export async function sweepMedia(deps: MediaDeps): Promise<void> {
  await askAgain(deps)
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

type Due = { id: Id; key: string; postId: Id | null }

/** Claimed first, so that nobody posts an image whose files go. Those of a sweep that was interrupted are claimed again. */
async function eraseDue({ db, cache, storage, now }: MediaDeps): Promise<void> {
  const due = await cache.write(async (touch) =>
    db.$transaction(async (tx) => {
      const claimed = await tx.$queryRaw<Due[]>`
        UPDATE media SET state = 'erasing' WHERE id IN (
          SELECT id FROM media WHERE erase_at <= ${now()}::timestamptz ORDER BY erase_at LIMIT ${maxAtOnce}
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
