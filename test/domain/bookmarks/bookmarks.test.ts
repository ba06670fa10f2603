import { beforeEach, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { bookmarkLimits } from '#app/domain/bookmarks/bookmark-rules.ts'
import { maxOwn } from '#app/domain/posts/post-facts.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()
const gone = { name: 'NotFound' }
let ana: Viewer
let ben: Viewer

beforeEach(async () => {
  ana = await world.person('ana')
  ben = await world.person('ben')
})

const keep = (postId: Id, folderId?: Id | null) => world.bookmarks.bookmark({ viewer: ana, postId, folderId })
const letGo = (postId: Id) => world.bookmarks.unbookmark({ viewer: ana, postId })
async function listed(folderId?: Id): Promise<(string | null)[]> {
  const { items } = await world.bookmarks.list({ viewer: ana, folderId })
  return items.map(({ post }) => post && textOf(post))
}

test('what is kept stands in the order of keeping, once, and is let go', async () => {
  const [first, second] = [await world.post(ben, 'first'), await world.post(ben, 'second')]
  const isBookmarked = async (viewer: Viewer) => (await world.posts.view({ postId: first, viewer })).viewer.isBookmarked
  for (const postId of [second, first, second]) expect(await keep(postId)).toEqual({ isBookmarked: true })
  expect(await listed()).toEqual(['first', 'second'])
  expect([await isBookmarked(ana), await isBookmarked(ben)]).toEqual([true, false])
  for (let times = 0; times < 2; times += 1) expect(await letGo(first)).toEqual({ isBookmarked: false })
  expect(await listed()).toEqual(['second'])
  expect(await isBookmarked(ana)).toBe(false)
  expect((await world.bookmarks.list({ viewer: ben })).items).toEqual([])
})

test('a post is kept by who may see it, and what may not be seen any more stays as a gap that can be let go', async () => {
  const byBen = await world.post(ben, 'by ben')
  const deleted = await world.post(ben, 'deleted')
  const { id: limited } = await world.posts.create({ author: ben, input: { text: 'limited', audience: 'followers' } })
  await expect(keep(limited)).rejects.toMatchObject(gone)
  await expect(keep(newId())).rejects.toMatchObject(gone)
  for (const postId of [byBen, deleted]) await keep(postId)
  await world.posts.remove({ postId: deleted, viewer: ben })
  expect(await listed()).toEqual([null, 'by ben'])
  await world.safety.block({ viewer: ben, handle: ana.handle })
  expect(await listed()).toEqual([null, null])
  await world.safety.unblock({ viewer: ben, handle: ana.handle })
  expect(await listed()).toEqual([null, 'by ben'])
  await world.safety.setPrivate({ viewer: ben, isPrivate: true })
  expect(await listed()).toEqual([null, null])
  await letGo(deleted)
  expect(await listed()).toEqual([null])
})

test('a post moves from folder to folder, and a folder that is deleted leaves what was in it', async () => {
  const { createFolder, renameFolder, removeFolder, folders } = world.bookmarks
  const { id: pies } = await createFolder({ viewer: ana, input: { name: 'Pies' } })
  const { id: ales } = await createFolder({ viewer: ana, input: { name: 'ales' } })
  const postId = await world.post(ben, 'a pie')
  await world.post(ben, 'another')
  await keep(postId, pies)
  // Kept again without a word about folders, it stays where it is.
  await keep(postId)
  expect([await listed(pies), await listed(ales)]).toEqual([['a pie'], []])
  expect(await world.bookmarks.require({ viewer: ana, postId })).toEqual({ folderId: pies })
  await keep(postId, ales)
  expect([await listed(pies), await listed(ales)]).toEqual([[], ['a pie']])
  await renameFolder({ viewer: ana, folderId: ales, input: { name: 'Ales' } })
  expect((await folders({ viewer: ana })).map(({ name, count }) => [name, count])).toEqual([
    ['Ales', 1],
    ['Pies', 0],
  ])
  await keep(postId, null)
  expect(await listed(ales)).toEqual([])
  await keep(postId, ales)
  await removeFolder({ viewer: ana, folderId: ales })
  expect(await listed()).toEqual(['a pie'])
  expect(await world.bookmarks.require({ viewer: ana, postId })).toEqual({ folderId: null })
})

test("somebody else's folders and bookmarks are not there", async () => {
  const { id: folderId } = await world.bookmarks.createFolder({ viewer: ana, input: { name: 'Mine' } })
  const postId = await world.post(ben, 'kept')
  await keep(postId, folderId)
  const theirs = { viewer: ben, folderId }
  await expect(world.bookmarks.list(theirs)).rejects.toMatchObject(gone)
  await expect(world.bookmarks.requireFolder(theirs)).rejects.toMatchObject(gone)
  await expect(world.bookmarks.renameFolder({ ...theirs, input: { name: 'x' } })).rejects.toMatchObject(gone)
  await expect(world.bookmarks.removeFolder(theirs)).rejects.toMatchObject(gone)
  await expect(world.bookmarks.bookmark({ ...theirs, postId })).rejects.toMatchObject(gone)
  await expect(world.bookmarks.require({ viewer: ben, postId })).rejects.toMatchObject(gone)
  expect(await listed(folderId)).toEqual(['kept'])
})

test('bookmarks come in pages, each once, whatever is let go meanwhile', async () => {
  const ids: Id[] = []
  for (let n = 0; n < 25; n += 1) ids.push(await world.post(ben, `post ${n}`))
  for (const postId of ids) await keep(postId)
  const first = await world.bookmarks.list({ viewer: ana })
  for (const { postId } of first.items) await letGo(postId)
  const second = await world.bookmarks.list({ viewer: ana, cursor: first.nextCursor })
  expect(second.nextCursor).toBeNull()
  expect([...first.items, ...second.items].map(({ postId }) => postId)).toEqual(ids.reverse())
  const forged = world.bookmarks.list({ viewer: ana, cursor: "' OR 1=1" })
  await expect(forged).rejects.toMatchObject({ name: 'Invalid' })
})

test('old posts are known as kept below those that are held, and there are 10,000 at most', async () => {
  const old = await world.post(ben, 'old')
  const other = await world.post(ben, 'other')
  await keep(old)
  const ids = Array.from({ length: bookmarkLimits.maxBookmarks - 1 }, () => newId())
  await world.db.$executeRaw`
    INSERT INTO post (id, author_id, text, created_at) SELECT id, ${ben.id}::uuid, 'many', now() FROM unnest(${ids}::uuid[]) id`
  await world.db.bookmark.createMany({ data: ids.map((postId) => ({ id: newId(), ownerId: ana.id, postId })) })
  expect(ids.length).toBeGreaterThan(maxOwn)
  await expect(keep(other)).rejects.toMatchObject({ name: 'Invalid', fields: { on: 'errors.bookmark.tooMany' } })
  await keep(old)
  const views = await Promise.all([old, other].map((postId) => world.posts.view({ postId, viewer: ana })))
  expect(views.map(({ viewer }) => viewer.isBookmarked)).toEqual([true, false])
})

test('there are 50 folders at most, also of two at once', async () => {
  const make = (name: string) => world.bookmarks.createFolder({ viewer: ana, input: { name } })
  for (let n = 1; n < bookmarkLimits.maxFolders; n += 1) await make(`folder ${n}`)
  const made = await Promise.allSettled([make('one'), make('two')])
  expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(make('more')).rejects.toMatchObject({ name: 'Invalid', fields: { name: 'errors.folder.tooMany' } })
})
