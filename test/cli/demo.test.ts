import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoLogins, loadDemo } from '#app/cli/demo/load.server.ts'
import { readLogins, writeLogins } from '#app/cli/demo/logins-file.server.ts'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()
const quiet = { stage: () => undefined, bytes: () => undefined, problem: () => expect.unreachable() }
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-'))
})
afterAll(() => rm(folder, { recursive: true }))

const load = (loginsPath: string) => loadDemo(world, { now: new Date(), progress: quiet, loginsPath })

test('the demo is a community that is alive today, with three people to sign in as', async () => {
  const loginsPath = join(folder, 'logins.json')
  expect(await demoLogins(world, loginsPath)).toEqual([])
  expect(await load(loginsPath)).toBe(true)

  const logins = await demoLogins(world, loginsPath)
  expect(logins.map(({ role }) => role)).toEqual(['member', 'moderator', 'admin'])
  expect(new Set(logins.map(({ password }) => password)).size).toBe(3)
  expect((await stat(loginsPath)).mode & 0o777).toBe(0o600)

  const [member] = logins
  if (!member) throw new Error('no member')
  const viewer = { id: member.id, handle: member.handle, name: '', image: null, role: member.role }
  const home = await world.posts.feed({ feed: homeFeed(viewer.id), viewer, limit: 100 })
  expect(home.items).toHaveLength(100)
  expect(new Set(home.items.map(({ author }) => author.id)).size).toBeGreaterThan(15)
  const dayAgo = Date.now() - 24 * 3600_000
  expect(home.items.filter(({ createdAt }) => Date.parse(createdAt) > dayAgo).length).toBeGreaterThan(10)
  const imported = home.items.filter(({ sourceUrl }) => sourceUrl !== null)
  expect(imported.length).toBeGreaterThan(90)
  const late = await world.db.$queryRaw<unknown[]>`
    SELECT 1 FROM post JOIN post parent ON parent.id = post.reply_to_id WHERE post.id < parent.id OR post.created_at > now()`
  expect(late).toEqual([])
}, 180_000)

test('where there are people, nothing is loaded; a load that was broken off is finished', async () => {
  const loginsPath = join(folder, 'logins.json')
  const before = await world.db.post.count()
  expect(await load(loginsPath)).toBe(false)
  expect(await load(join(folder, 'other.json'))).toBe(false)

  const file = await readLogins(loginsPath)
  await writeLogins(loginsPath, { isLoaded: false, logins: file?.logins ?? [] })
  expect(await load(loginsPath)).toBe(true)
  expect(await world.db.post.count()).toBe(before)
}, 180_000)
