import { lockPerson } from '#app/domain/accounts/lock-person.server.ts'
import type { Db, DbOrTx } from '#app/lib/db.server.ts'
import { Invalid, NotFound } from '#app/lib/errors.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { bookmarkLimits, type FolderInput } from './bookmark-rules.ts'
import type { Asker, BookmarkDeps } from './deps.ts'

export type Folder = Readonly<{ id: Id; name: string }>
type OfFolder = Asker & { folderId: Id }

/** All of the viewer's folders by name, and how much is in each. */
export function findFolders({ db }: { db: Db }, { viewer }: Asker): Promise<(Folder & { count: number })[]> {
  return db.$queryRaw`
    SELECT f.id, f.name, (SELECT count(*)::int FROM bookmark b WHERE b.folder_id = f.id) AS count
    FROM bookmark_folder f WHERE f.owner_id = ${viewer.id}::uuid ORDER BY lower(f.name), f.id`
}

const noFolder = () => new NotFound('There is no such folder')

/** @throws NotFound */
export async function requireFolder(db: DbOrTx, { viewer, folderId }: OfFolder): Promise<Folder> {
  const where = { id: folderId, ownerId: viewer.id }
  const folder = await db.bookmarkFolder.findFirst({ where, select: { id: true, name: true } })
  if (!folder) throw noFolder()
  return folder
}

/** @throws Invalid for one too many */
export async function createFolder({ db, now }: BookmarkDeps, { viewer, input }: Asker & { input: FolderInput }) {
  const folder = { id: newId(now()), ownerId: viewer.id, name: input.name }
  return db.$transaction(async (tx) => {
    await lockPerson(tx, viewer.id)
    if ((await tx.bookmarkFolder.count({ where: { ownerId: viewer.id } })) >= bookmarkLimits.maxFolders) {
      throw new Invalid(`Nobody has more than ${bookmarkLimits.maxFolders} folders`, { name: 'errors.folder.tooMany' })
    }
    return tx.bookmarkFolder.create({ data: folder, select: { id: true } })
  })
}

/** @throws NotFound */
export async function renameFolder(
  { db }: BookmarkDeps,
  { viewer, folderId, input }: OfFolder & { input: FolderInput },
) {
  const where = { id: folderId, ownerId: viewer.id }
  const { count } = await db.bookmarkFolder.updateMany({ where, data: { name: input.name } })
  if (count === 0) throw noFolder()
}

/** What is in it stays, without a folder. @throws NotFound */
export async function removeFolder(
  { db }: BookmarkDeps,
  { viewer, folderId }: OfFolder,
): Promise<{ isDeleted: boolean }> {
  const { count } = await db.bookmarkFolder.deleteMany({ where: { id: folderId, ownerId: viewer.id } })
  if (count === 0) throw noFolder()
  return { isDeleted: true }
}
