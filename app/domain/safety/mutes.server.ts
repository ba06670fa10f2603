import { lockPerson } from '#app/domain/accounts/lock-person.server.ts'
import { standingFact } from '#app/domain/posts/facts.ts'
import { sql } from '#app/lib/db.server.ts'
import type { Prisma } from '#app/lib/prisma/client.ts'
import type { SafetyDeps, ToSomebody } from './deps.ts'
import { requireOther } from './find-person.server.ts'
import { endOf, type MuteLength } from './mute-lengths.ts'
import { requireFewApart } from './people-apart.ts'
import { requireSeen } from './seen.server.ts'

type Mute = ToSomebody & { length?: MuteLength; hidesNotifications?: boolean }

/**
 * From the next read on the viewer's feeds leave them out, for so long (for good unless told). They are not told, and nothing
 * else changes. Again it counts from now. @throws NotFound
 */
export async function mute(
  { db, feeds, now }: SafetyDeps,
  { viewer, handle, length = 'forever', hidesNotifications = true }: Mute,
) {
  const { id: mutedId } = await requireOther(db, { viewer, handle, refusal: 'errors.mute.self' })
  await requireSeen(db, { id: mutedId, viewer: viewer.id })
  const createdAt = now()
  const expiresAt = endOf(length, createdAt)
  await feeds.transaction(async (tx, { touch }) => {
    await touch(standingFact(viewer.id))
    const muterId = viewer.id
    await lockPerson(tx, muterId)
    // What has ended takes nobody's place.
    await tx.mute.deleteMany({ where: { muterId, expiresAt: { lte: createdAt } } })
    const how = { expiresAt, hidesNotifications }
    await tx.mute.upsert({
      where: { muterId_mutedId: { muterId, mutedId } },
      create: { muterId, mutedId, createdAt, ...how },
      update: how,
    })
    requireFewApart(await tx.mute.count({ where: { muterId } }), 'errors.mute.tooMany')
  })
  return { isMuting: true, until: expiresAt?.toISOString() ?? null }
}

export async function unmute({ db, feeds }: SafetyDeps, { viewer, handle }: ToSomebody) {
  const { id: mutedId } = await requireOther(db, { viewer, handle, refusal: 'errors.mute.self' })
  await feeds.transaction(async (tx, { touch }) => {
    await touch(standingFact(viewer.id))
    await tx.mute.deleteMany({ where: { muterId: viewer.id, mutedId } })
  })
  return { isMuting: false, until: null }
}

/** For queries of `mute`, which is called `mute`: whether it still holds. */
export function holds(): Prisma.Sql {
  return sql`(mute.expires_at IS NULL OR mute.expires_at > now())`
}

/** From the next read on the viewer's feeds leave out what they repost, and nothing else. @throws NotFound */
export async function hideReposts({ db, feeds }: SafetyDeps, { viewer, handle }: ToSomebody) {
  const { id: mutedId } = await requireOther(db, { viewer, handle, refusal: 'errors.mute.self' })
  await requireSeen(db, { id: mutedId, viewer: viewer.id })
  const muterId = viewer.id
  await feeds.transaction(async (tx, { touch }) => {
    await touch(standingFact(muterId))
    await lockPerson(tx, muterId)
    const { count } = await tx.repostMute.createMany({ data: [{ muterId, mutedId }], skipDuplicates: true })
    if (count > 0) requireFewApart(await tx.repostMute.count({ where: { muterId } }), 'errors.mute.tooMany')
  })
  return { areRepostsHidden: true }
}

export async function showReposts({ db, feeds }: SafetyDeps, { viewer, handle }: ToSomebody) {
  const { id: mutedId } = await requireOther(db, { viewer, handle, refusal: 'errors.mute.self' })
  await feeds.transaction(async (tx, { touch }) => {
    await touch(standingFact(viewer.id))
    await tx.repostMute.deleteMany({ where: { muterId: viewer.id, mutedId } })
  })
  return { areRepostsHidden: false }
}
