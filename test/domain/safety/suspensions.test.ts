import { beforeEach, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { exploreFeed } from '#app/domain/feeds/declarations.ts'
import { newId } from '#app/lib/id.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()
const gone = { name: 'NotFound' }
const password = 'a river in the night'
const client = { address: '198.51.100.1', userAgent: 'test' }
let ana: Viewer
let mallory: Viewer

beforeEach(async () => {
  ana = await world.person('ana')
  mallory = await world.person('mallory')
})

const suspend = (person: Viewer) => world.safety.suspend({ handle: person.handle, by: 'operator' })
const unsuspend = (person: Viewer) => world.safety.unsuspend({ handle: person.handle, by: 'operator' })

test('nobody sees who is suspended, or what they wrote, until it is undone', async () => {
  const postId = await world.post(ana, 'a question')
  await world.post(mallory, 'an answer', postId)
  await world.post(mallory, 'spam')
  await world.follow(ana, mallory)
  await world.follow(mallory, ana)
  await world.drain()
  const seenBy = async (viewer: Viewer | null) => {
    const page = await world.posts.feed({ feed: exploreFeed(), viewer })
    const { replies } = await world.posts.thread({ postId, viewer })
    const { replyCount } = await world.posts.view({ postId, viewer })
    const profile = await world.accounts.profile({ handle: ana.handle, viewer })
    const followers = await world.accounts.followers({ handle: ana.handle, viewer })
    const following = await world.accounts.following({ handle: ana.handle, viewer })
    const suggested = await world.accounts.suggestions({ viewer, limit: 100 })
    return {
      isInExplore: page.items.map(textOf).includes('spam'),
      replies: [replies.items.length, replyCount],
      followers: [profile.followerCount, followers.items.length],
      following: [profile.followingCount, following.items.length],
      isSuggested: suggested.some(({ id }) => id === mallory.id),
    }
  }
  const there = { isInExplore: true, replies: [1, 1], followers: [1, 1], following: [1, 1], isSuggested: true }
  const hidden = { isInExplore: false, replies: [0, 0], followers: [0, 0], following: [0, 0], isSuggested: false }
  expect(await seenBy(null)).toEqual(there)
  expect(await world.home(ana)).toEqual(['spam', 'a question'])

  for (let times = 0; times < 2; times += 1) await suspend(mallory)
  const moderator: Viewer = { ...(await world.person('moderator')), role: 'moderator' }
  for (const viewer of [null, ana, mallory, moderator]) expect(await seenBy(viewer)).toEqual(hidden)
  expect(await world.home(ana)).toEqual(['a question'])

  for (let times = 0; times < 2; times += 1) await unsuspend(mallory)
  expect(await seenBy(null)).toEqual(there)
  expect(await world.home(ana)).toEqual(['spam', 'a question'])
})

test('however much who is suspended wrote last, a page of explore looks through a part, and the next goes on', async () => {
  const postId = await world.post(ana, 'before all that')
  const posts = Array.from({ length: 2_100 }, (_, n) => ({
    ...{ sourceKey: `spam ${n}`, id: newId(), authorId: mallory.id, text: 'spam', sourceUrl: null },
    ...{ replyToId: null, rootId: null, createdAt: new Date() },
  }))
  await world.posts.importMany({ posts })
  await suspend(mallory)
  const ids: string[] = []
  let [pages, cursor]: [number, string | null] = [0, null]
  do {
    const page: Awaited<ReturnType<typeof world.posts.feed>> = await world.posts.feed({
      feed: exploreFeed(),
      viewer: null,
      cursor,
    })
    ids.push(...page.items.map(({ id }) => id))
    pages += 1
    cursor = page.nextCursor
  } while (ids.length === 0 && cursor && pages < 9)
  expect([pages, ids[0]]).toEqual([2, postId])
})

test('the page of who is suspended is for moderators and admins, and says so', async () => {
  await suspend(mallory)
  for (const viewer of [null, ana, mallory]) {
    await expect(world.accounts.profile({ handle: mallory.handle, viewer })).rejects.toMatchObject(gone)
  }
  for (const role of ['moderator', 'admin'] as const) {
    const profile = await world.accounts.profile({ handle: mallory.handle, viewer: { ...ana, role } })
    expect(profile).toMatchObject({ isSuspended: true, postCount: 0 })
  }
  await expect(world.accounts.follow({ viewer: ana, handle: mallory.handle })).rejects.toMatchObject(gone)
})

test('who is suspended is signed out, and does not sign in again until it is undone', async () => {
  const handle = `sam_${Date.now()}`
  const { id } = await world.accounts.createByAdmin({ handle, email: `${handle}@example.org`, password })
  const signIn = (given = password) => world.accounts.signIn({ input: { identifier: handle, password: given }, client })
  const cookie = await signIn()
  const headers = new Headers({ cookie: cookie.split(';', 1)[0] ?? '' })
  expect(await world.accounts.viewer(headers)).toMatchObject({ handle })

  await world.safety.suspend({ handle, by: 'operator' })
  expect(await world.accounts.viewer(headers)).toBeNull()
  const refused = (form: string) => ({ name: 'Invalid', fields: { form } })
  await expect(signIn()).rejects.toMatchObject(refused('errors.suspended'))
  // Who does not know the password hears nothing of it.
  await expect(signIn('a river in the day')).rejects.toMatchObject(refused('errors.signIn'))
  expect(await world.db.session.count({ where: { userId: id } })).toBe(0)

  await world.safety.unsuspend({ handle, by: 'operator' })
  expect(await world.accounts.viewer(headers)).toBeNull()
  expect(await signIn()).toContain('session')
})

test('a session that begins while somebody is suspended is nobody', async () => {
  const handle = `kim_${Date.now()}`
  const { id } = await world.accounts.createByAdmin({ handle, email: `${handle}@example.org`, password })
  const cookie = await world.accounts.signIn({ input: { identifier: handle, password }, client })
  await world.db.user.update({ where: { id }, data: { suspendedAt: new Date() } })
  expect(await world.accounts.viewer(new Headers({ cookie: cookie.split(';', 1)[0] ?? '' }))).toBeNull()
})

test('only admins suspend, and no admin is suspended', async () => {
  const admin: Viewer = { ...(await world.person('admin')), role: 'admin' }
  await world.db.user.update({ where: { id: admin.id }, data: { role: 'admin' } })
  const { safety } = world
  for (const role of ['member', 'moderator'] as const) {
    const by: Viewer = { ...ana, role }
    await expect(safety.suspend({ handle: mallory.handle, by })).rejects.toMatchObject(gone)
    await expect(safety.unsuspend({ handle: mallory.handle, by })).rejects.toMatchObject(gone)
  }
  for (const by of [admin, 'operator'] as const) {
    await expect(safety.suspend({ handle: admin.handle, by })).rejects.toMatchObject({ name: 'Conflict' })
    await expect(safety.suspend({ handle: 'nobody_here', by })).rejects.toMatchObject(gone)
  }
  await safety.suspend({ handle: mallory.handle.toUpperCase(), by: admin })
  const row = await world.db.user.findUniqueOrThrow({ where: { id: mallory.id } })
  expect(row.suspendedAt).not.toBeNull()
})
