import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { timelineKey } from '#app/domain/feeds/keys.ts'
import { type FeedId, limits } from '#app/domain/feeds/types.ts'
import { newId } from '#app/lib/id.ts'
import type { Bench } from './bench.ts'
import { type CaseInput, type Goal, toReport } from './report.ts'
import { mean } from './statistics.ts'
import { openWorld, type World } from './world.ts'

/** An id is 16 bytes, however it is kept. */
const floor = 16
const goal: Goal = { of: 'value', is: 'at most', limit: 24 }

/**
 * Bytes of Redis memory an entry of a full timeline, key and all: as it is built, and after so many posts that each
 * timeline was trimmed. The floor is the 16 bytes of an id.
 */
export const timelineMemory: Bench = async ({ isQuick, say }) => {
  await using world = await openWorld('worker')
  const { timelines, redis } = world
  const count = isQuick ? 500 : 2_000
  const before = await usedMemory(world)
  say(`building ${count.toLocaleString('en')} timelines of ${limits.timelineLength} ids`)
  const homes = Array.from({ length: count }, () => homeFeed(newId()))
  const ids = Array.from({ length: limits.timelineLength }, () => newId()).reverse()
  for (const home of homes) await timelines.fill(home, await timelines.open(home), ids)
  const built = await measure(world, homes)
  const server = (await usedMemory(world)) - before

  say('posting until every timeline was trimmed')
  for (let post = 0; post < limits.timelineSlack + 10; post += 1) await timelines.push(newId(), homes)
  const used = await measure(world, homes)

  const shortest = homeFeed(newId())
  await timelines.fill(shortest, await timelines.open(shortest), ids.slice(0, 1))
  const key = ((await redis.memory('USAGE', timelineKey(shortest), 'SAMPLES', 0)) ?? 0) - floor
  const caseOf = (name: string, { bytes, entries, perEntry }: Measured): CaseInput => ({
    name,
    value: mean(perEntry),
    floor,
    goal,
    facts: { bytes_a_timeline: bytes / count, entries_a_timeline: entries / count },
  })
  return toReport({
    bench: 'timeline-memory',
    unit: 'bytes/entry',
    headline: 'in use',
    samples: used.perEntry,
    cases: [
      caseOf('in use', used),
      caseOf('as built', built),
      {
        name: 'of that: key and list',
        value: key / limits.timelineLength,
        floor: null,
        facts: { bytes_a_timeline: key },
      },
      { name: 'as built, by the growth of the whole server', value: server / built.entries, floor },
    ],
  })
}

type Measured = { bytes: number; entries: number; perEntry: number[] }

async function measure({ redis }: World, homes: readonly FeedId[]): Promise<Measured> {
  const perEntry: number[] = []
  let [bytes, entries] = [0, 0]
  for (const key of homes.map(timelineKey)) {
    const usage = await redis.memory('USAGE', key, 'SAMPLES', 0)
    const length = await redis.llen(key)
    if (!usage || length < limits.timelineLength) throw new Error(`${key} holds ${length} ids`)
    bytes += usage
    entries += length
    perEntry.push(usage / length)
  }
  return { bytes, entries, perEntry }
}

/** Exact on a server that nobody else uses, such as that of `npm run bench`. */
async function usedMemory({ redis }: World): Promise<number> {
  return Number(/^used_memory:(\d+)/m.exec(await redis.info('memory'))?.[1])
}
