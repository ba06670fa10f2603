import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { createAudit } from '#app/domain/feeds/audit.server.ts'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { auditJob } from '#app/domain/feeds/jobs.ts'
import { feedOfKey, timelineKey } from '#app/domain/feeds/keys.ts'
import { createRedisCensus } from '#app/domain/feeds/timeline-census.redis.server.ts'
import { type Id, idFromBytes, idToBytes, newId } from '#app/lib/id.ts'
import { jobsOf } from '#jobs/registry.ts'
import { holds } from '#test/support/property.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()
const sample = 1_000

beforeEach(() => world.redis.flushdb())

/** An audit whose second look comes after `meanwhile`, at once otherwise. */
function auditor({ meanwhile = async () => {}, now = () => new Date() } = {}) {
  const { ledger, timelines, redis, log } = world
  return createAudit({ ledger, timelines, log, now, pause: meanwhile, census: createRedisCensus({ redis }) })
}

const audit = (options = { repair: false }) => auditor()({ sample, ...options })
const key = (owner: { id: Id }) => timelineKey(homeFeed(owner.id))

/** Alice has written five posts, which lie in the timelines of hers and of bob, who follows her. */
async function story() {
  const [alice, bob] = [await world.person('alice'), await world.person('bob')]
  await world.follow(bob, alice)
  const posts: Id[] = []
  for (const text of ['one', 'two', 'three', 'four', 'five']) posts.unshift(await world.post(alice, text))
  await world.drain()
  for (const { id } of [alice, bob]) await world.feeds.duties.rebuild({ feed: homeFeed(id) })
  return { alice, bob, posts }
}

test('what people did leaves nothing to find', async () => {
  const { alice, bob, posts } = await story()
  await world.posts.remove({ postId: posts[2] ?? '', viewer: alice })
  const carol = await world.person('carol')
  await world.follow(bob, carol)
  await world.post(carol, 'hello')
  await world.home(bob)
  await world.drain()
  await world.unfollow(bob, carol)
  await world.home(bob)
  await world.drain()
  expect(await audit()).toMatchObject({ checked: 2, wrong: 0, repaired: 0, examples: [] })
})

test('what is missing, too much, twice or out of order is found, and forgotten when asked for', async () => {
  const { alice, bob, posts } = await story()
  const [newest = '', , third = '', , oldest = ''] = posts
  const carol = await world.person('carol')
  const foreign = await world.post(carol, 'not followed')
  await world.drain()
  await world.redis.lrem(key(bob), 1, idToBytes(third))
  await world.redis.lpush(key(bob), idToBytes(foreign))
  await world.redis.linsert(key(alice), 'BEFORE', idToBytes(oldest), idToBytes(newest))

  const found = await audit()
  expect(found).toMatchObject({ checked: 2, wrong: 2, repaired: 0 })
  expect(found.counts).toEqual({ missing: 1, extra: 1, twice: 1, disordered: 1 })
  expect(found.examples).toEqual(
    expect.arrayContaining([
      { feed: homeFeed(bob.id), kind: 'missing', id: third },
      { feed: homeFeed(bob.id), kind: 'extra', id: foreign },
      { feed: homeFeed(alice.id), kind: 'twice', id: newest },
    ]),
  )
  expect(await audit({ repair: true })).toMatchObject({ wrong: 2, repaired: 2 })
  expect(await audit()).toMatchObject({ checked: 0, wrong: 0 })
  for (const viewer of [alice, bob]) expect(await world.home(viewer)).toEqual(['five', 'four', 'three', 'two', 'one'])
  await world.drain()
  expect(await audit()).toMatchObject({ checked: 2, wrong: 0 })
})

test('what is on its way is no difference, unless it takes too long', async () => {
  const { alice, bob } = await story()
  const id = await world.post(alice, 'six')
  expect(await audit()).toMatchObject({ checked: 2, wrong: 0 })
  const later = auditor({ now: () => new Date(Date.now() + 120_000) })
  expect(await later({ sample, repair: false })).toMatchObject({
    wrong: 1,
    examples: [{ feed: homeFeed(bob.id), kind: 'missing', id }],
  })
  await world.drain()
  expect(await audit()).toMatchObject({ wrong: 0 })
})

test('a delivery that was given up, with timelines as they were, is missing until they are built again', async () => {
  const { alice, bob } = await story()
  const activityId = await world.post(alice, 'six')
  await world.ledger.setAside([activityId], true)
  expect(await audit({ repair: true })).toMatchObject({ wrong: 1, repaired: 1 })
  expect(await world.home(bob)).toContain('six')
  await world.drain()
  expect(await audit()).toMatchObject({ checked: 2, wrong: 0 })
})

test('what is there at the first look alone is none', async () => {
  const { alice, bob, posts } = await story()
  await world.redis.lpop(key(bob))
  const meanwhile = () => world.timelines.push(posts[0] ?? '', [homeFeed(bob.id)])
  expect(await auditor({ meanwhile })({ sample, repair: true })).toMatchObject({ checked: 2, wrong: 0 })
  // Another difference at the second look was not there at the first.
  await world.redis.lpop(key(bob))
  const other = async () => {
    await meanwhile()
    await world.redis.rpop(key(alice))
    await world.redis.lrem(key(bob), 1, idToBytes(posts[1] ?? ''))
  }
  expect(await auditor({ meanwhile: other })({ sample, repair: true })).toMatchObject({ wrong: 0 })
})

test('who is merged at read is in timelines or not, both is right', async () => {
  const { alice, bob, posts } = await story()
  await world.redis.lrem(key(bob), 1, idToBytes(posts[1] ?? ''))
  await world.db.$executeRaw`INSERT INTO pulled_author (actor_id) VALUES (${alice.id}::uuid)`
  expect(await audit()).toMatchObject({ checked: 2, wrong: 0 })
  await world.db.$executeRaw`UPDATE pulled_author SET leaving_at = now()`
  expect(await audit()).toMatchObject({ checked: 2, wrong: 0 })
  await world.db.$executeRaw`DELETE FROM pulled_author`
  expect(await audit()).toMatchObject({ checked: 2, wrong: 1 })
})

test('being looked at lets no timeline live longer, and one that is being built is left alone', async () => {
  const { alice, bob } = await story()
  await world.redis.expire(key(bob), 100)
  await world.timelines.open(homeFeed(alice.id))
  expect(await audit({ repair: true })).toMatchObject({ checked: 1, wrong: 0 })
  await world.feedStats({ sample })
  expect(await world.redis.ttl(key(bob))).toBeLessThanOrEqual(100)
  expect(await world.redis.exists(key(alice))).toBe(1)
})

test('a timeline of a group that nobody declares any more is no trouble', async () => {
  await story()
  await world.redis.lpush(timelineKey('gone:x'), idToBytes(newId()))
  expect(await audit({ repair: true })).toMatchObject({ checked: 2, wrong: 0 })
})

test('the job forgets what is wrong, and tells the metrics', async () => {
  const { bob } = await story()
  await world.redis.lpop(key(bob))
  const job = jobsOf(world).find(({ name }) => name === auditJob.name)
  await job?.run({})
  expect(await world.redis.exists(key(bob))).toBe(0)
  const { text } = await world.metrics.read()
  expect(text).toContain('tributary_feed_audit_timelines_total{result="right"} 1\n')
  expect(text).toContain('tributary_feed_audit_timelines_total{result="wrong"} 1\n')
  expect(text).toMatch(/^tributary_feed_audit_last_timestamp_seconds 1\d{9}/m)
})

test('the sample is as large as asked for, and takes others another time', async () => {
  const { bob } = await story()
  for (let at = 0; at < 3_000; at += 1) await world.redis.lpush(timelineKey(`home:${newId()}`), idToBytes(newId()))
  const census = createRedisCensus({ redis: world.redis })
  const [one, other] = [await census.sample(20), await census.sample(20)]
  expect([new Set(one).size, new Set(other).size]).toEqual([20, 20])
  expect(new Set([...one, ...other]).size).toBeGreaterThan(20)
  expect(new Set(await census.sample(10_000)).size).toBe(3_002)
  expect(await census.count()).toBe(3_002)
  expect(await census.peek(homeFeed(bob.id))).toHaveLength(5)
})

test('the stats say what is there', async () => {
  const { alice } = await story()
  await world.post(alice, 'six')
  const stats = await world.feedStats({ sample })
  expect(stats).toMatchObject({ timelines: { count: 2, sampled: 2, ids: 5.5 }, pulledActors: 0 })
  expect(stats.timelines.bytes).toBeGreaterThan(5 * 16)
  expect(stats.undelivered).toMatchObject({ count: 1, isMore: false })
  expect(stats.undelivered.oldestMs).toBeGreaterThanOrEqual(0)
})

/** Of each timeline in Redis, whether it is what plain SQL says that it should be; nobody is merged at read here. */
async function wrongTimelines(): Promise<string[]> {
  const wrong: string[] = []
  for (const name of await world.redis.keys('timeline:*')) {
    const feed = feedOfKey(name) ?? ''
    const held = (await world.redis.lrangeBuffer(name, 0, -1)).map((bytes) => idFromBytes(bytes))
    const rows = await world.db.$queryRaw<{ id: Id }[]>`
      SELECT id FROM activity a WHERE verb IN ('post', 'repost') AND retracted_at IS NULL
        AND (actor_id = ${feed.slice(5)}::uuid OR EXISTS (
          SELECT 1 FROM follow WHERE follower_id = ${feed.slice(5)}::uuid AND followee_id = a.actor_id))
      ORDER BY id DESC`
    const truth = rows.map(({ id }) => id).filter((id) => id >= ([...held].sort()[0] ?? ''))
    if (JSON.stringify(held) !== JSON.stringify(truth)) wrong.push(feed)
  }
  return wrong.sort()
}

test('whatever is done to timelines, it finds those that plain SQL calls wrong', async () => {
  const people = await Promise.all(['a', 'b', 'c', 'd'].map((name) => world.person(name)))
  const [a, b, c, d] = people
  if (!a || !b || !c || !d) throw new Error('there are four')
  await world.follow(a, b, c)
  await world.follow(b, c, d)
  await world.follow(c, a)
  const posts: Id[] = []
  for (let at = 0; at < 12; at += 1) posts.push(await world.post(people[at % 4] ?? a, `post ${at}`))
  await world.drain()
  const harm = fc.record({
    who: fc.constantFrom(...people),
    post: fc.constantFrom(...posts),
    how: fc.constantFrom('take', 'put first', 'put last', 'push'),
  })
  const property = fc.asyncProperty(fc.array(harm, { maxLength: 4 }), async (harms) => {
    await world.redis.flushdb()
    for (const { id } of people) await world.feeds.duties.rebuild({ feed: homeFeed(id) })
    for (const { who, post, how } of harms) {
      if (how === 'take') await world.redis.lrem(key(who), 1, idToBytes(post))
      if (how === 'put first') await world.redis.lpushx(key(who), idToBytes(post))
      if (how === 'put last') await world.redis.rpushx(key(who), idToBytes(post))
      if (how === 'push') await world.timelines.push(post, [homeFeed(who.id)])
    }
    const expected = await wrongTimelines()
    const found = await auditor()({ sample, repair: true })
    expect(found.wrong).toBe(expected.length)
    for (const { feed } of found.examples) expect(expected).toContain(feed)
    expect(await wrongTimelines()).toEqual([])
  })
  await holds(property, 60)
})
