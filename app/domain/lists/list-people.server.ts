import type { Page } from '#app/domain/feeds/types.ts'
import type { PersonView } from '#app/domain/posts/post-views.ts'
import { requireOther } from '#app/domain/safety/find-person.server.ts'
import { pageOfPeople } from '#app/domain/safety/people-lists.server.ts'
import { requireSeen, seen } from '#app/domain/safety/seen.server.ts'
import { type Db, sql, type Tx } from '#app/lib/db.server.ts'
import { Invalid } from '#app/lib/errors.ts'
import type { ListsDeps, OfList } from './deps.ts'
import { listLimits } from './list-rules.ts'
import { noList, requireList } from './own-lists.server.ts'

/**
 * Who is on a list and of whom the viewer may know, by handle, 40 a page. Somebody who is blocked stays on it, unseen, until
 * the block ends. @throws NotFound; Invalid for a cursor that is none
 */
export async function listPeople(
  { db }: { db: Db },
  { viewer, listId, cursor }: OfList & { cursor?: string | null },
): Promise<Page<PersonView>> {
  await requireList(db, { viewer, listId })
  const ids = sql`SELECT u.id FROM member JOIN "user" u ON u.id = actor_id
    WHERE owner_id = ${listId}::uuid AND ${seen(viewer.id)}`
  return pageOfPeople(db, ids, cursor)
}

/** Puts somebody on a list, or takes them off; again does nothing. Nobody is told. @throws NotFound; Invalid */
export async function setPerson(
  { db, feeds }: ListsDeps,
  { viewer, listId, handle, isOn }: OfList & { handle: string; isOn: boolean },
): Promise<{ isOn: boolean }> {
  const { id: actorId } = await requireOther(db, { viewer, handle, refusal: 'errors.list.self' })
  if (isOn) await requireSeen(db, { id: actorId, viewer: viewer.id })
  await db.$transaction(async (tx) => {
    await holdList(tx, { viewer, listId })
    await feeds.setMember(tx, { listId, actorId, isMember: isOn })
    // After, not before: who is on it already may be put there again.
    if (isOn && (await tx.member.count({ where: { ownerId: listId } })) > listLimits.maxPeople) {
      throw new Invalid(`A list holds ${listLimits.maxPeople} people at most`, { handle: 'errors.list.full' })
    }
  })
  return { isOn }
}

/** Until the commit nobody else changes who is on it, and it is there. @throws NotFound */
async function holdList(tx: Tx, { viewer, listId }: OfList): Promise<void> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM list WHERE id = ${listId}::uuid AND owner_id = ${viewer.id}::uuid FOR UPDATE`
  if (held.length === 0) throw noList()
}
