import { setTimeout as sleep } from 'node:timers/promises'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { timelineKey } from '#app/domain/feeds/keys.ts'
import type { Id } from '#app/lib/id.ts'
import type { Bench } from '../bench.ts'
import { seedBulk } from '../bulk/bulk-world.ts'
import { fillTimelines } from '../followers.ts'
import { signIn } from '../http/readers.ts'
import { startProcess } from '../http/servers.ts'
import { type CaseInput, type Goal, toReport } from '../report.ts'
import { atTurn } from '../rounds.ts'
import { median, quantile } from '../statistics.ts'
import { openWorld, type World } from '../world.ts'
import type { Outcome } from './arrivals.ts'
import type { Cast, Person } from './deeds.ts'
import { askInProcess } from './in-process.ts'
import { openSite, settingsOf } from './over-http.ts'

const agreed = 1_500
/** For 20 seconds before anything is measured: nearly every reader comes once. */
const warmingUp = 300
/** Tried one after the other when the agreed rate does not hold over HTTP. */
const lowerRates = [1_000, 700, 500, 350, 250, 175, 125]
const mostReadMs = 11
const mostWriteMs = 32
const atMost = (limit: number): Goal => ({ of: 'value', is: 'at most', limit })

/**
 * 90 % reads of 20 posts and 10 % writes, arriving at a rate of their own, while a worker process fans out: over HTTP
 * as a client of the API sees it, and in process. Times count from when a request was due.
 */
export const mixed: Bench = async ({ isQuick, say }) => {
  await using world = await openWorld('web', 'fatal')
  const size = isQuick
    ? { members: 5_000, posts: 50_000, followers: 5_000, readers: 200 }
    : { members: 100_000, posts: 1_000_000, followers: 100_000, readers: 2_000 }
  say(
    `making ${size.members.toLocaleString('en')} members who follow 100 each, ${size.posts.toLocaleString('en')} posts`,
  )
  const cast = await seedCast(world, size)
  const worker = startProcess({ args: ['dist/worker.js'], env: settingsOf(world) })
  const cases: CaseInput[] = []
  const plan = (perSecond: number, seconds: number) => ({ perSecond, seconds: isQuick ? 3 : seconds })
  try {
    const inProcess = askInProcess(world, cast)
    await inProcess(plan(warmingUp, 20))
    say(`in process, ${agreed} requests/s`)
    const within = await inProcess(plan(agreed, 60))
    cases.push(...casesOf('in process', agreed, { ...within, deliveredMs: await untilDelivered(world) }))

    await using site = await openSite(world, cast)
    await site.load(plan(warmingUp, 20))
    say(`over HTTP, ${agreed} requests/s`)
    const atAgreed = await site.load(plan(agreed, 60))
    cases.unshift(...casesOf('HTTP', agreed, { ...atAgreed, deliveredMs: await untilDelivered(world) }))
    const rates = isQuick ? [agreed, 350, 125] : [agreed, ...lowerRates]
    let [outcome, tried] = [atAgreed, 0]
    while (!holds(outcome) && tried < rates.length - 1) {
      tried += 1
      const rate = atTurn(rates, tried)
      say(`over HTTP, ${rate} requests/s`)
      outcome = await site.load(plan(rate, 15))
      await untilDelivered(world)
    }
    cases.push(rateCase(holds(outcome) ? atTurn(rates, tried) : 0, outcome))
    return toReport({ bench: 'mixed', unit: 'ms', headline: cases[0]?.name ?? '', cases, samples: atAgreed.reads })
  } finally {
    await worker.end()
  }
}

/** The world, a session for each reader, and a full timeline in Redis for every member. */
async function seedCast(world: World, size: Parameters<typeof seedBulk>[1]): Promise<Cast> {
  const { client, redis } = world
  const { readers } = await seedBulk(world, size)
  const { rows: others } = await client.query<{ id: Id }>('SELECT id FROM "user" WHERE NOT id = ANY($1)', [
    readers.map(({ id }) => id),
  ])
  await fillTimelines(
    redis,
    others.map(({ id }) => timelineKey(homeFeed(id))),
  )
  const people: Person[] = []
  for (const reader of readers) people.push({ ...reader, cookie: await signIn(world, reader) })
  const { rows: recent } = await client.query<{ id: Id }>('SELECT id FROM post ORDER BY id DESC LIMIT 1000')
  return { people, postIds: recent.map(({ id }) => id), members: size.members }
}

type Measured = Outcome & Readonly<{ deliveredMs: number }>

function casesOf(how: string, rate: number, { reads, writes, errors, perSecond, deliveredMs }: Measured): CaseInput[] {
  const at = `${how} at ${rate.toLocaleString('en')}/s`
  for (const message of new Set(errors)) {
    console.error(`  ${at}: ${errors.filter((error) => error === message).length} times ${message}`)
  }
  const timesOf = (name: string, times: readonly number[], most: number, facts: Record<string, number>): CaseInput => ({
    name: `${at}: ${name}`,
    value: median(times),
    floor: null,
    goal: atMost(most),
    facts: { p99_ms: quantile(times, 0.99), ...facts },
  })
  return [
    timesOf('reads', reads, mostReadMs, { answered_per_second: perSecond }),
    timesOf('writes', writes, mostWriteMs, { delivered_after_ms: deliveredMs }),
    { name: `${at}: errors`, value: errors.length, unit: 'requests', floor: null, goal: atMost(0) },
  ]
}

function rateCase(rate: number, { reads, writes }: Outcome): CaseInput {
  return {
    name: 'HTTP: the highest rate tried that holds',
    value: rate,
    unit: 'requests/s',
    floor: null,
    facts: {
      read_p50_ms: median(reads),
      read_p99_ms: quantile(reads, 0.99),
      write_p50_ms: median(writes),
      write_p99_ms: quantile(writes, 0.99),
    },
  }
}

function holds({ reads, writes, errors }: Outcome): boolean {
  return errors.length === 0 && median(reads) < mostReadMs && median(writes) < mostWriteMs
}

/** Waits until the outbox is empty. @returns how long that took @throws Error after two minutes */
async function untilDelivered({ client }: World): Promise<number> {
  const startedAt = performance.now()
  while (performance.now() - startedAt < 120_000) {
    const { rows } = await client.query('SELECT 1 FROM activity WHERE fanned_out_at IS NULL LIMIT 1')
    if (rows.length === 0) return performance.now() - startedAt
    await sleep(20)
  }
  throw new Error('what was written is not delivered')
}
