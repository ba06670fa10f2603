import { standingFact } from '#app/domain/posts/facts.ts'
import type { Db } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { SafetyDeps } from './deps.ts'

type Asker = { viewer: { id: Id } }

/** Whether a repost moves a post up in the viewer's home feed. */
export async function readBumps({ db }: { db: Db }, { viewer }: Asker): Promise<boolean> {
  const { bumpReposts } = await db.user.findUniqueOrThrow({
    where: { id: viewer.id },
    select: { bumpReposts: true },
  })
  return bumpReposts
}

/** From the viewer's next read on. */
export async function setBumpReposts({ feeds }: SafetyDeps, { viewer, on }: Asker & { on: boolean }): Promise<void> {
  await feeds.transaction(async (tx, { touch }) => {
    await touch(standingFact(viewer.id))
    await tx.user.updateMany({ where: { id: viewer.id }, data: { bumpReposts: on } })
  })
}
