import { personFact } from '#app/domain/accounts/facts.ts'
import { authorFact } from '#app/domain/posts/facts.ts'
import { type QuotesFrom, toQuotesFrom } from '#app/domain/posts/post-views.ts'
import { type Db, uuids } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import { touchAnswered } from './answered.server.ts'
import type { SafetyDeps } from './deps.ts'
import { requestLimits } from './privacy-rules.ts'
import { seen } from './seen.server.ts'

type Asker = { viewer: { id: Id } }

/** Whether the viewer approves who follows them, how many wait for that, and who may quote them. */
export async function readPrivacy({ db }: { db: Db }, { viewer }: Asker) {
  const [{ isPrivate, quotesFrom }, waiting] = await Promise.all([
    db.user.findUniqueOrThrow({ where: { id: viewer.id }, select: { isPrivate: true, quotesFrom: true } }),
    findWaiting(db, viewer.id, requestLimits.maxWaiting),
  ])
  return { isPrivate, quotesFrom: toQuotesFrom(quotesFrom), waitingCount: waiting.length }
}

/** Who may quote what the viewer posts for everyone, from now on. What quotes it already stays: they may take it off. */
export async function setQuotesFrom(
  { feeds }: SafetyDeps,
  { viewer, quotesFrom }: Asker & { quotesFrom: QuotesFrom },
): Promise<void> {
  await feeds.transaction(async (tx, { touch }) => {
    await touch(authorFact(viewer.id))
    await tx.user.updateMany({ where: { id: viewer.id }, data: { quotesFrom } })
  })
}

/**
 * From the next read on. Made private, an account keeps its followers, and for everybody else what they did is not there.
 * Made public, it approves all who wait, 500 at a time: one that is cut off is finished by doing it again.
 */
export async function setPrivate(
  deps: SafetyDeps,
  { viewer, isPrivate }: Asker & { isPrivate: boolean },
): Promise<void> {
  const { id } = viewer
  await deps.feeds.transaction(async (tx, { touch }) => {
    // What they write, and who follows or asks, waits: each is before this, or after.
    await tx.$executeRaw`SELECT 1 FROM "user" WHERE id = ${id}::uuid FOR UPDATE`
    await touch(authorFact(id), personFact(id))
    const { count } = await tx.user.updateMany({ where: { id, isPrivate: !isPrivate }, data: { isPrivate } })
    if (count > 0) await touchAnswered(tx, touch, id)
  })
  if (isPrivate) return
  let found = approvedAtOnce
  while (found === approvedAtOnce) found = await approveSome(deps, id)
}

const approvedAtOnce = 500

/** @returns how many were found */
async function approveSome({ db, feeds }: SafetyDeps, followeeId: Id): Promise<number> {
  const waiting = await findWaiting(db, followeeId, approvedAtOnce)
  const follows = await Promise.all(waiting.map((one) => feeds.beginningNow({ ...one, followeeId })))
  await feeds.transaction(async (tx, writing) => {
    await writing.touch(personFact(followeeId))
    // Only those that are there still: whoever blocks or cancels meanwhile is not followed.
    const asked = await tx.$queryRaw<{ id: Id }[]>`
      DELETE FROM follow_request
      WHERE followee_id = ${followeeId}::uuid AND follower_id = ANY(${uuids(waiting.map(({ followerId }) => followerId))})
      RETURNING follower_id AS id`
    const ids = new Set(asked.map(({ id }) => id))
    await feeds.beginFollows(
      tx,
      writing,
      follows.filter(({ followerId }) => ids.has(followerId)),
    )
  })
  await feeds.forgetTimelines(waiting.map(({ followerId }) => followerId))
  return waiting.length
}

type Waiting = Readonly<{ followerId: Id; copyLimit?: number }>

/** Who waits, of whom the account's owner may know: who is suspended now waits on. */
async function findWaiting(db: Db, followeeId: Id, limit: number): Promise<Waiting[]> {
  const rows = await db.$queryRaw<{ followerId: Id; copyLimit: number | null }[]>`
    SELECT u.id AS "followerId", r.copy_limit AS "copyLimit" FROM follow_request r JOIN "user" u ON u.id = r.follower_id
    WHERE r.followee_id = ${followeeId}::uuid AND ${seen(followeeId)} LIMIT ${limit}`
  return rows.map(({ followerId, copyLimit }) => ({ followerId, copyLimit: copyLimit ?? undefined }))
}
