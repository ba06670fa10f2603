import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { limits } from '#app/domain/feeds/types.ts'
import { chunk } from '#app/lib/chunk.ts'
import { type Id, idToBytes, newId } from '#app/lib/id.ts'
import type { RedisClient } from '#app/lib/redis.server.ts'
import { redisScript } from '#app/lib/redis-script.server.ts'
import type { Bench } from './bench.ts'
import { seedFollowers } from './followers.ts'
import { type CaseInput, toReport } from './report.ts'
import { type Subject, timeRounds } from './rounds.ts'
import { mean, median, quantile } from './statistics.ts'
import { openWorld, type World } from './world.ts'

/** The same bytes into the same lists, without looking at what is there, as many lists a call as the app takes. */
const floorScript = `
local id, length, most = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
for _, key in ipairs(KEYS) do
  if redis.call('LPUSH', key, id) > most then redis.call('LTRIM', key, 0, length - 1) end
end
`
const keysPerCall = 250
const sizes = [100, 1_000, 10_000]
/** Of the floor, at least. */
const goals: Readonly<Record<number, number>> = { 100: 0.4, 10000: 0.6 }
const headlineSize = 10_000
/** As many as a worker process runs. */
const atOnce = 8

/**
 * One activity to 100, 1,000 and 10,000 followers with full timelines, one activity at a time, as one worker's job
 * does it: read the delivery and the followers from Postgres, write their timelines, note the end.
 */
export const fanOut: Bench = async ({ isQuick, say }) => {
  await using world = await openWorld('worker')
  const cases: CaseInput[] = []
  let headline: number[] = []
  for (const size of sizes) {
    say(`fan-out to ${size.toLocaleString('en')} followers`)
    const subjects = await prepare(world, size)
    const rounds = Math.round((isQuick ? 8 : 30) * (size === headlineSize ? 1 : 3))
    const timed = await timeRounds(Object.values(subjects), { rounds, calls: 2, warmUp: isQuick ? 10 : 30 })
    const of = ({ name }: Subject) => (timed.get(name) ?? []).flat()
    const whole = of(subjects.whole)
    const perSecond = (times: readonly number[]) => (size / median(times)) * 1000
    const floor = perSecond(of(subjects.floor))
    if (size === headlineSize) headline = whole
    cases.push(
      {
        name: caseName(size),
        value: perSecond(whole),
        floor,
        ...(goals[size] ? { goal: { of: 'ratio', is: 'at least', limit: goals[size] } } : {}),
        facts: { median_ms: median(whole), mean_ms: mean(whole), p99_ms: quantile(whole, 0.99) },
      },
      { name: `${caseName(size)}, these known`, value: perSecond(of(subjects.push)), floor },
      {
        name: `${caseName(size)}, ${atOnce} activities at once`,
        value: atOnce * perSecond(of(subjects.many)),
        floor: atOnce * perSecond(of(subjects.manyFloor)),
      },
      { name: `${caseName(size)}, only reading who`, value: perSecond(of(subjects.read)), floor: null },
    )
  }
  return toReport({
    bench: 'fan-out',
    unit: 'inserts/s',
    headline: caseName(headlineSize),
    samples: headline,
    percentileUnit: 'ms',
    cases,
  })
}

const caseName = (size: number) => `${size.toLocaleString('en')} followers`

async function prepare(world: World, size: number) {
  const { client, feeds, ledger, timelines, redis } = world
  const { author, keys } = await seedFollowers(world, size)
  const findFollowers = async () => {
    const found: Id[] = []
    let after: Id | null = null
    do {
      const part: Id[] = await ledger.findFollowers({ id: author, after, limit: limits.fanOutChunk })
      found.push(...part)
      after = part.length < limits.fanOutChunk ? null : (part.at(-1) ?? null)
    } while (after !== null)
    return found
  }
  const homes = (await findFollowers()).map(homeFeed)
  const raw = redisScript(redis, floorScript)
  const floorArgs = [limits.timelineLength, limits.timelineLength + limits.timelineSlack]

  // Made just before its fan-out: an id older than the head of a timeline would take the slow way of late arrivals.
  let published: Id[] = []
  const publish = async (count: number) => {
    published = Array.from({ length: count }, () => newId())
    await client.query(
      `INSERT INTO activity (id, actor_id, verb, object_id, time) SELECT id, $2, 'post', id, now() FROM unnest($1::uuid[]) id`,
      [published, author],
    )
  }
  const deliver = () => Promise.all(published.map((activityId) => feeds.duties.fanOut({ activityId })))
  const insert = async (id: Id) => {
    for (const part of chunk(keys, keysPerCall)) await raw(part, [idToBytes(id), ...floorArgs])
  }
  await publish(atOnce)
  await deliver()
  await requireHeads(redis, keys, idToBytes(published.at(-1) ?? ''))

  return {
    whole: { name: 'whole', before: () => publish(1), run: deliver },
    many: { name: 'many', before: () => publish(atOnce), run: deliver },
    manyFloor: { name: 'many, floor', run: () => Promise.all(Array.from({ length: atOnce }, () => insert(newId()))) },
    push: { name: 'push', run: () => timelines.push(newId(), homes) },
    read: { name: 'read', run: findFollowers },
    floor: { name: 'floor', run: () => insert(newId()) },
  }
}

/** A fan-out that reaches nobody would be a fast one. @throws Error when a timeline has something else on top */
async function requireHeads(redis: RedisClient, keys: readonly string[], id: Buffer): Promise<void> {
  for (const key of keys) {
    const head = await redis.lindexBuffer(key, 0)
    if (!head?.equals(id)) throw new Error(`the activity is not on top of ${key}`)
  }
}
