import type { Bench } from '../bench.ts'
import { type Goal, toReport } from '../report.ts'
import { turned } from '../rounds.ts'
import { mean, median } from '../statistics.ts'
import { benchOrigin, openWorld, sessionSecret, type World } from '../world.ts'
import { buildBareRemix, bytesOf } from './bare-remix.ts'
import { type Load, load, type Request } from './load.ts'
import { type SignedIn, seedReaders } from './readers.ts'
import { startServer } from './servers.ts'

const atLeast = (limit: number): Goal => ({ of: 'ratio', is: 'at least', limit })

/**
 * Requests per second of one web process, signed in: the home page against a bare Remix page of as many bytes, and
 * the JSON page against node:http, each server a process of its own.
 */
export const http: Bench = async ({ isQuick, say }) => {
  await using world = await openWorld('web')
  say('seeding posts, sessions and timelines')
  const readers = await seedReaders(world, isQuick)
  say('building the bare Remix page')
  const bare = await buildBareRemix()
  const targets = await startTargets(world, readers, bare)
  try {
    const plan = isQuick ? { rounds: 2, seconds: 1, warmUp: 1 } : { rounds: 5, seconds: 4, warmUp: 6 }
    say(`asking: ${plan.rounds} rounds of ${plan.seconds} s each`)
    const loads = await loadRounds(Object.values(targets), plan)
    const of = ({ name }: Target, figure: keyof Load) => (loads.get(name) ?? []).map((one) => one[figure])
    const caseOf = (subject: Target, floor: Target, goal: Goal) => ({
      name: subject.name,
      value: median(of(subject, 'perSecond')),
      floor: median(of(floor, 'perSecond')),
      goal,
      facts: {
        p50_ms: median(of(subject, 'p50Ms')),
        p99_ms: median(of(subject, 'p99Ms')),
        floor_p50_ms: median(of(floor, 'p50Ms')),
        bytes: subject.bytes,
        floor_bytes: floor.bytes,
      },
    })
    const report = toReport({
      bench: 'http',
      unit: 'requests/s',
      headline: targets.home.name,
      samples: of(targets.home, 'p50Ms'),
      percentileUnit: 'ms',
      cases: [caseOf(targets.home, targets.bare, atLeast(1)), caseOf(targets.json, targets.node, atLeast(0.6))],
    })
    return { ...report, p99: median(of(targets.home, 'p99Ms')) }
  } finally {
    await Promise.all(new Set(Object.values(targets).map(({ end }) => end())))
    bare.remove()
  }
}

type Server = Awaited<ReturnType<typeof startServer>>

type Target = Readonly<{
  name: string
  url: string
  requests: readonly Request[]
  bytes: number
  end: () => Promise<void>
}>

async function startTargets(
  { env }: World,
  readers: readonly SignedIn[],
  bare: Awaited<ReturnType<typeof buildBareRemix>>,
) {
  const { DATABASE_URL, REDIS_URL } = env
  const settings = {
    DATABASE_URL,
    REDIS_URL,
    SESSION_SECRET: sessionSecret,
    API_READS_PER_MINUTE: '0',
    ORIGIN: benchOrigin,
    LINK_PREVIEWS: 'off',
  }
  const [app, node] = await Promise.all([
    startServer({ args: ['dist/server.js'], env: settings, path: '/readyz' }),
    startServer({
      args: ['--import', 'tsx', 'test/bench/http/json-floor.ts'],
      env: { REDIS_URL },
      path: `/${readers[0]?.reader.id}`,
    }),
  ])
  const targetOf = async (name: string, server: Server, requests: Request[]): Promise<Target> => {
    const bytes: number[] = []
    for (const { path, headers } of requests) bytes.push(await bytesOf(server.address + path, headers))
    return { name, url: server.address, requests, bytes: Math.round(mean(bytes)), end: server.end }
  }
  const signedIn = (path: string) => readers.map(({ cookie }) => ({ path, headers: { cookie } }))
  const home = await targetOf('home page', app, signedIn('/'))
  return {
    home,
    bare: await targetOf('bare Remix page', await bare.startWith(home.bytes), [{ path: '/', headers: {} }]),
    json: await targetOf('JSON page', app, signedIn('/api/feeds/home')),
    node: await targetOf(
      'node:http',
      node,
      readers.map(({ reader }) => ({ path: `/${reader.id}`, headers: {} })),
    ),
  }
}

type Plan = Readonly<{ rounds: number; seconds: number; warmUp: number }>

/** In each round every target for some seconds, alone, in an order that turns. */
async function loadRounds(targets: readonly Target[], plan: Plan): Promise<Map<string, Load[]>> {
  const loads = new Map(targets.map(({ name }): [string, Load[]] => [name, []]))
  for (const { url, requests } of targets) await load(url, requests, plan.warmUp)
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const { name, url, requests } of turned(targets, round)) {
      loads.get(name)?.push(await load(url, requests, plan.seconds))
    }
  }
  return loads
}
