import { exploreFeed, homeFeed, tagFeed, userFeed } from '#app/domain/feeds/declarations.ts'
import type { FeedId } from '#app/domain/feeds/types.ts'
import { pageLength } from '#app/domain/posts/post-rules.ts'
import type { Bench } from './bench.ts'
import { type BulkSize, popularTag, seedBulk } from './bulk/bulk-world.ts'
import { type CaseInput, toReport } from './report.ts'
import { atTurn, type Rounds, type Subject, timeRounds } from './rounds.ts'
import { median, quantile } from './statistics.ts'
import { openWorld, type World } from './world.ts'

type Sizes = Readonly<{ small: BulkSize; large: BulkSize }>

const full: Sizes = {
  small: { members: 10_000, posts: 100_000, followers: 10_000, readers: 100 },
  large: { members: 1_000_000, posts: 10_000_000, followers: 20_000, readers: 100 },
}
const quick: Sizes = {
  small: { members: 2_000, posts: 20_000, followers: 2_000, readers: 50 },
  large: { members: 20_000, posts: 200_000, followers: 2_000, readers: 50 },
}
const mostGrowth = 1.3

/**
 * The same reads in a small and in a large world, in turns, in one process, one at a time: value is the large world's
 * median, floor the small one's. Readers follow as many in both, and an author writes as much on average.
 */
export const growth: Bench = async ({ isQuick, say }) => {
  const { small, large } = isQuick ? quick : full
  await using smallWorld = await openWorld('web')
  await using largeWorld = await openWorld('web')
  const inSmall = readsOf(smallWorld, await seed(smallWorld, small, say))
  const inLarge = readsOf(largeWorld, await seed(largeWorld, large, say))
  say('reading')
  const plan: Rounds = isQuick ? { rounds: 8, calls: 15, warmUp: 60 } : { rounds: 40, calls: 25, warmUp: 500 }
  const cases: CaseInput[] = []
  const samples: number[] = []
  for (const [name, here] of Object.entries(inLarge)) {
    const there = inSmall[name]
    if (!there) throw new Error(`${name} is not read in both worlds`)
    const timed = await timeRounds(
      [
        { ...there, name: 'small' },
        { ...here, name: 'large' },
      ],
      plan,
    )
    const [floor = [], value = []] = ['small', 'large'].map((world) => (timed.get(world) ?? []).flat())
    if (name === headline) samples.push(...value)
    cases.push({
      name,
      value: median(value),
      floor: median(floor),
      goal: { of: 'ratio', is: 'at most', limit: mostGrowth },
      facts: { p99_ms: quantile(value, 0.99), small_p99_ms: quantile(floor, 0.99) },
    })
  }
  return toReport({ bench: 'growth', unit: 'ms', headline, cases, samples })
}

async function seed(world: World, size: BulkSize, say: (line: string) => void) {
  const startedAt = performance.now()
  const [members, posts] = [size.members, size.posts].map((count) => count.toLocaleString('en'))
  say(`making ${members} members and ${posts} posts`)
  const bulk = await seedBulk(world, size)
  const { rows } = await world.client.query<{ size: string; follows: number }>(`
    SELECT pg_size_pretty(pg_database_size(current_database())) AS size, (SELECT count(*) FROM follow)::int AS follows`)
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  say(`${rows[0]?.size} in ${seconds} s, ${rows[0]?.follows.toLocaleString('en')} follows`)
  return bulk
}

const headline = 'home, warm timeline'

/** @throws Error when a feed has no full page: an empty one would be read fast */
function readsOf(
  { posts, timelines }: World,
  { readers, authors }: Awaited<ReturnType<typeof seedBulk>>,
): Record<string, Omit<Subject, 'name'>> {
  const read = async (feed: FeedId, turn: number) => {
    const page = await posts.feed({ feed, viewer: atTurn(readers, turn) })
    if (page.items.length !== pageLength) throw new Error(`${feed} gave ${page.items.length} posts`)
    return JSON.stringify(page)
  }
  const home = (turn: number) => homeFeed(atTurn(readers, turn).id)
  return {
    [headline]: { run: (turn) => read(home(turn), turn) },
    'home, no timeline': {
      before: async () => timelines.drop(readers.map(({ id }) => homeFeed(id))),
      run: (turn) => read(home(turn), turn),
    },
    'a member’s posts': { run: (turn) => read(userFeed(atTurn(authors, turn).id), turn) },
    explore: { run: (turn) => read(exploreFeed(), turn) },
    'a tag': { run: (turn) => read(tagFeed(popularTag), turn) },
  }
}
