import { chunk } from '#app/lib/chunk.ts'
import type { Ledger } from './ledger.ts'
import type { TimelineCensus } from './timeline-census.ts'

type Deps = Readonly<{
  ledger: Pick<Ledger<never>, 'findUnfinished' | 'oldestUnfinished' | 'findPulledActors'>
  census: TimelineCensus
  now: () => Date
}>

/** How the feeds stand now. */
export type FeedStats = Readonly<{
  /** `ids` and `bytes` of one timeline, on average, and how many were looked at for that. */
  timelines: Readonly<{ count: number; sampled: number; ids: number; bytes: number }>
  /** Activities that wait to be delivered: up to 10,000. */
  undelivered: Readonly<{ count: number; isMore: boolean; oldestMs: number | null }>
  /** Who is merged at read instead of being written ahead. */
  pulledActors: number
}>

const mostCounted = 10_000
const atOnce = 50

/** What an operator wants to know of the feeds. @param sample how many timelines to look at */
export function createFeedStats({ ledger, census, now }: Deps) {
  async function timelinesOf(sample: number) {
    const feeds = await census.sample(sample)
    let [sampled, ids, bytes] = [0, 0, 0]
    for (const part of chunk(feeds, atOnce)) {
      const looked = await Promise.all(part.map((feed) => Promise.all([census.peek(feed), census.bytesOf(feed)])))
      for (const [held, size] of looked) {
        if (!held) continue
        sampled += 1
        ids += held.length
        bytes += size
      }
    }
    const each = Math.max(sampled, 1)
    return { count: await census.count(), sampled, ids: ids / each, bytes: bytes / each }
  }

  return async function feedStats({ sample }: { sample: number }): Promise<FeedStats> {
    const everything = { recordedBefore: new Date(now().getTime() + 86_400_000), limit: mostCounted + 1 }
    const [timelines, unfinished, oldest, pulled] = await Promise.all([
      timelinesOf(sample),
      ledger.findUnfinished(everything),
      ledger.oldestUnfinished(),
      ledger.findPulledActors(),
    ])
    const undelivered = {
      count: Math.min(unfinished.length, mostCounted),
      isMore: unfinished.length > mostCounted,
      oldestMs: oldest && now().getTime() - oldest.getTime(),
    }
    return { timelines, undelivered, pulledActors: pulled.length }
  }
}
