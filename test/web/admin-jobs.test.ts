import { beforeEach, expect, test } from 'vitest'
import { fanOutJob } from '#app/domain/feeds/jobs.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { pageText, startWeb, type Visitor } from '#test/support/web.ts'

const web = startWeb()
const password = 'a river in the night'
let people = 0

beforeEach(async () => {
  await web().world.redis.flushdb()
  await web().world.db.deadLetter.deleteMany()
})

test('an admin sees a delivery that was given up, and replays it', async () => {
  const { world } = web()
  const admin = await signedIn('admin')
  expect(await pageText(admin, '/')).toContain('href="/admin/jobs"')
  expect(await pageText(admin, '/admin/jobs')).toContain('No job was given up')

  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  await world.follow(bob, alice)
  await world.drain()
  await world.home(bob)
  await world.drain()
  const activityId = await world.post(alice, 'late, but here')
  await world.redis.flushdb()
  await die(fanOutJob.name, activityId, { activityId })

  const page = await pageText(admin, '/admin/jobs')
  for (const words of ['1 job was given up', 'feeds.fan-out', activityId, 'Error: &lt;no&gt; luck']) {
    expect(page).toContain(words)
  }
  const replayed = await admin.post('/admin/jobs', { replay: await letterId() })
  expect([replayed.status, await replayed.text()]).toEqual([200, expect.stringContaining('1 job runs again.')])
  await world.drain()
  expect(await world.ledger.findUnfinished({ recordedBefore: new Date(Date.now() + 1_000), limit: 10 })).toEqual([])
  expect(await world.home(bob)).toEqual(['late, but here'])
  expect(await pageText(admin, '/admin/jobs')).toContain('No job was given up')
})

test('an admin replays all that this version knows, and discards the rest', async () => {
  const admin = await signedIn('admin')
  for (const activityId of [newId(), newId()]) await die(fanOutJob.name, activityId, { activityId })
  await die('feeds.unknown', 'k', {})
  const all = await (await admin.post('/admin/jobs', { replay: 'all' })).text()
  expect(all).toContain('2 jobs run again.')
  expect(all).toContain('1 could not be replayed')

  const id = await letterId()
  expect(await (await admin.post('/admin/jobs', { replay: id })).text()).toContain('1 could not be replayed')
  expect(await (await admin.post('/admin/jobs', { discard: id })).text()).toContain('The job is discarded.')
  const gone = await admin.post('/admin/jobs', { discard: id })
  expect([gone.status, await gone.text()]).toEqual([200, expect.stringContaining('is not here any more')])
  expect((await admin.post('/admin/jobs', { replay: 'none' })).status).toBe(422)
})

test('the list goes on behind 50, and a foreign cursor is no page', async () => {
  const admin = await signedIn('admin')
  for (let at = 0; at < 51; at += 1) await die('feeds.unknown', `key-${at}-`, {})
  const first = await pageText(admin, '/admin/jobs')
  expect(first).toContain('key-50-')
  expect(first).not.toContain('key-0-')
  const next = /href="(\?cursor=[^"]+)"/.exec(first)?.[1]
  const last = await pageText(admin, `/admin/jobs${next}`)
  expect(last).toContain('key-0-')
  expect(last).not.toContain('key-1-')
  expect(last).toContain('Back to the newest')
  expect((await admin.get('/admin/jobs?cursor=1.x')).status).toBe(422)
})

test('for everybody else there is nothing at this address, whatever they send', async () => {
  await die('feeds.unknown', 'secret-key', {})
  const id = await letterId()
  for (const visitor of [web().visitor(), await signedIn('member'), await signedIn('moderator')]) {
    expect(await pageText(visitor, '/', 200)).not.toContain('/admin/jobs')
    for (const path of ['/admin/jobs', '/admin/jobs.data', '/admin/jobs?cursor=1.x']) {
      expect([path, await pageText(visitor, path, 404)]).toEqual([path, expect.not.stringContaining('secret-key')])
    }
    const forms: Record<string, string>[] = [{ discard: id }, { replay: 'all' }, { replay: 'x' }, {}]
    for (const fields of forms) {
      expect((await visitor.post('/admin/jobs', fields)).status).toBe(404)
    }
  }
  expect(await letterId()).toBe(id)
})

async function signedIn(role: 'member' | 'moderator' | 'admin'): Promise<Visitor> {
  const { accounts } = web().world
  people += 1
  const handle = `${role}_${people}`
  await accounts.createByAdmin({ handle, email: `${handle}@example.org`, password, role })
  const visitor = web().visitor()
  expect((await visitor.post('/sign-in', { identifier: handle, password })).status).toBe(302)
  return visitor
}

async function die(name: string, key: string, payload: unknown): Promise<void> {
  const error = new Error('<no> luck')
  await web().world.deadLetters.bury({ queue: 'feeds', name, key, payload, error, isLost: false })
}

async function letterId(): Promise<Id> {
  const { letters } = await web().world.deadLetters.list({ cursor: null, limit: 1 })
  return letters[0]?.id ?? ''
}
