import { standingFact } from '#app/domain/posts/facts.ts'
import type { SafetyDeps, ToSomebody } from './deps.ts'
import { requireOther } from './find-person.server.ts'
import { requireFewApart } from './people-apart.ts'
import { requireSeen } from './seen.server.ts'

/** From the next read on the viewer's feeds leave them out. They are not told, and nothing else changes. @throws NotFound */
export async function mute({ db, feeds, now }: SafetyDeps, { viewer, handle }: ToSomebody) {
  const { id: mutedId } = await requireOther(db, { viewer, handle, refusal: 'errors.mute.self' })
  await requireSeen(db, { id: mutedId, viewer: viewer.id })
  await feeds.transaction(async (tx, { touch }) => {
    await touch(standingFact(viewer.id))
    const muterId = viewer.id
    const { count } = await tx.mute.createMany({ data: [{ muterId, mutedId, createdAt: now() }], skipDuplicates: true })
    if (count > 0) requireFewApart(await tx.mute.count({ where: { muterId } }), 'errors.mute.tooMany')
  })
  return { isMuting: true }
}

export async function unmute({ db, feeds }: SafetyDeps, { viewer, handle }: ToSomebody) {
  const { id: mutedId } = await requireOther(db, { viewer, handle, refusal: 'errors.mute.self' })
  await feeds.transaction(async (tx, { touch }) => {
    await touch(standingFact(viewer.id))
    await tx.mute.deleteMany({ where: { muterId: viewer.id, mutedId } })
  })
  return { isMuting: false }
}
