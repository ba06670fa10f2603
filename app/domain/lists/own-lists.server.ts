import { lockPerson } from '#app/domain/accounts/lock-person.server.ts'
import { requireOther } from '#app/domain/safety/find-person.server.ts'
import { requireSeen, unseenIds } from '#app/domain/safety/seen.server.ts'
import type { Db } from '#app/lib/db.server.ts'
import { Invalid, NotFound } from '#app/lib/errors.ts'
import { type Id, newId } from '#app/lib/id.ts'
import type { ListsDeps, OfList } from './deps.ts'
import { type ListInput, listLimits } from './list-rules.ts'

export type ListName = Readonly<{ id: Id; name: string }>

type Asker = { viewer: { id: Id } }

/** All of the viewer's lists by name, and how many people are on each of whom the viewer may know. */
export function findLists({ db }: { db: Db }, { viewer }: Asker): Promise<(ListName & { peopleCount: number })[]> {
  return db.$queryRaw`
    SELECT l.id, l.name, (
      SELECT count(*)::int FROM member m WHERE m.owner_id = l.id AND m.actor_id NOT IN (${unseenIds(viewer.id)})
    ) AS "peopleCount"
    FROM list l WHERE l.owner_id = ${viewer.id}::uuid ORDER BY lower(l.name), l.id`
}

/** All of the viewer's lists by name, and whether this person is on each. @throws NotFound; Invalid for oneself */
export async function findListsWith(
  { db }: { db: Db },
  { viewer, handle }: Asker & { handle: string },
): Promise<(ListName & { isOn: boolean })[]> {
  const { id } = await requireOther(db, { viewer, handle, refusal: 'errors.list.self' })
  await requireSeen(db, { id, viewer: viewer.id })
  return db.$queryRaw`
    SELECT l.id, l.name, EXISTS (SELECT 1 FROM member m WHERE m.owner_id = l.id AND m.actor_id = ${id}::uuid) AS "isOn"
    FROM list l WHERE l.owner_id = ${viewer.id}::uuid ORDER BY lower(l.name), l.id`
}

/** It is not there, or it is not the asker's. */
export const noList = () => new NotFound('There is no such list')

/** @throws NotFound */
export async function requireList(db: Db, { viewer, listId }: OfList): Promise<ListName> {
  const where = { id: listId, ownerId: viewer.id }
  const list = await db.list.findFirst({ where, select: { id: true, name: true } })
  if (!list) throw noList()
  return list
}

/** @throws Invalid for one too many */
export async function createList({ db, now }: ListsDeps, { viewer, input }: Asker & { input: ListInput }) {
  const createdAt = now()
  const list = { id: newId(createdAt), ownerId: viewer.id, name: input.name, createdAt }
  return db.$transaction(async (tx) => {
    await lockPerson(tx, viewer.id)
    if ((await tx.list.count({ where: { ownerId: viewer.id } })) >= listLimits.maxLists) {
      throw new Invalid(`Nobody has more than ${listLimits.maxLists} lists`, { name: 'errors.list.tooMany' })
    }
    return tx.list.create({ data: list, select: { id: true } })
  })
}

/** @throws NotFound */
export async function renameList({ db }: ListsDeps, { viewer, listId, input }: OfList & { input: ListInput }) {
  const where = { id: listId, ownerId: viewer.id }
  const { count } = await db.list.updateMany({ where, data: { name: input.name } })
  if (count === 0) throw noList()
}

/** The list, and with it its feed; the people on it are told nothing. @throws NotFound */
export async function removeList({ db, feeds }: ListsDeps, { viewer, listId }: OfList): Promise<void> {
  await db.$transaction(async (tx) => {
    // The row is held: whoever is being put on it waits, and then finds no list.
    const { count } = await tx.list.deleteMany({ where: { id: listId, ownerId: viewer.id } })
    if (count === 0) throw noList()
    await feeds.clearMembers(tx, listId)
  })
}
