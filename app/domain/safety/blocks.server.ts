import { lockPerson } from '#app/domain/accounts/lock-person.server.ts'
import { standingFact } from '#app/domain/posts/facts.ts'
import type { SafetyDeps, ToSomebody } from './deps.ts'
import { requireOther } from './find-person.server.ts'
import { dropRequest } from './follow-requests.server.ts'
import { lockPair } from './lock-pair.server.ts'
import { requireFewApart } from './people-apart.ts'

/** From the next read on neither sees anything of the other, and neither follows the other any more, nor asks to. */
export async function block({ db, feeds, now }: SafetyDeps, { viewer, handle }: ToSomebody) {
  const { id: blockedId } = await requireOther(db, { viewer, handle, refusal: 'errors.block.self' })
  const blockerId = viewer.id
  const ended = await feeds.transaction(async (tx, writing) => {
    await lockPair(tx, [blockerId, blockedId])
    await writing.touch(standingFact(blockerId), standingFact(blockedId))
    await lockPerson(tx, blockerId)
    const data = [{ blockerId, blockedId, createdAt: now() }]
    const { count } = await tx.block.createMany({ data, skipDuplicates: true })
    if (count > 0) requireFewApart(await tx.block.count({ where: { blockerId } }), 'errors.block.tooMany')
    await dropRequest(tx, writing, { followerId: blockerId, followeeId: blockedId })
    await dropRequest(tx, writing, { followerId: blockedId, followeeId: blockerId })
    const [out, back] = [
      await feeds.endFollow(tx, writing, { followerId: blockerId, followeeId: blockedId }),
      await feeds.endFollow(tx, writing, { followerId: blockedId, followeeId: blockerId }),
    ]
    return [...(out ? [blockerId] : []), ...(back ? [blockedId] : [])]
  })
  // Only theirs: blocking somebody again and again must not keep their timelines cold.
  await feeds.forgetTimelines(ended)
  return { isBlocking: true }
}

/** The follows that the block has ended stay ended. */
export async function unblock({ db, feeds }: SafetyDeps, { viewer, handle }: ToSomebody) {
  const { id: blockedId } = await requireOther(db, { viewer, handle, refusal: 'errors.block.self' })
  const blockerId = viewer.id
  await feeds.transaction(async (tx, { touch }) => {
    await lockPair(tx, [blockerId, blockedId])
    await touch(standingFact(blockerId), standingFact(blockedId))
    await tx.block.deleteMany({ where: { blockerId, blockedId } })
  })
  return { isBlocking: false }
}
