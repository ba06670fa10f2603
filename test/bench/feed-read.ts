import { encodeWalk } from '#app/domain/feeds/cursor.ts'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { timelineKey } from '#app/domain/feeds/keys.ts'
import { pageLength } from '#app/domain/posts/post-rules.ts'
import { segmentText } from '#app/domain/posts/post-text.ts'
import type { PostView } from '#app/domain/posts/post-views.ts'
import { pageJson } from '#app/domain/posts/views/page-json.ts'
import type { Id } from '#app/lib/id.ts'
import type { Bench } from './bench.ts'
import { createBodies } from './bodies.ts'
import { toReport } from './report.ts'
import { atTurn, type Subject, timeRounds } from './rounds.ts'
import { type Reader, seedCommunity } from './seed.ts'
import { mean, median, quantile } from './statistics.ts'
import { openWorld, type World } from './world.ts'

/**
 * A page of 20 posts of a warm home feed, ids to JSON, in process, one at a time. The floor is one Redis round trip
 * that reads 20 ids and 20 bodies, joined to the same JSON.
 */
export const feedRead: Bench = async ({ isQuick, say }) => {
  await using world = await openWorld('web')
  say('seeding posts and building timelines')
  const readers = await seedCommunity(world, {
    readers: isQuick ? 20 : 100,
    authors: isQuick ? 200 : 1_000,
    postsPerAuthor: 20,
    following: 100,
  })
  const { readPage, readFloor, ...stages } = await prepare(world, readers)
  say('reading')
  const plan = isQuick ? { rounds: 8, calls: 25, warmUp: 200 } : { rounds: 40, calls: 50, warmUp: 1_000 }
  const timed = await timeRounds([readPage, readFloor, ...Object.values(stages)], plan)
  const of = ({ name }: Subject) => (timed.get(name) ?? []).flat()
  const ratios = (timed.get(readPage.name) ?? []).map(
    (times, round) => median(times) / median(timed.get(readFloor.name)?.[round] ?? []),
  )
  return toReport({
    bench: 'feed-read',
    unit: 'ms',
    headline: readPage.name,
    samples: of(readPage),
    cases: [
      {
        name: readPage.name,
        value: median(of(readPage)),
        floor: median(of(readFloor)),
        goal: { of: 'ratio', is: 'at most', limit: 1.5 },
        facts: {
          p99_ms: quantile(of(readPage), 0.99),
          floor_p99_ms: quantile(of(readFloor), 0.99),
          lowest_ratio_of_a_round: Math.min(...ratios),
          highest_ratio_of_a_round: Math.max(...ratios),
          bytes: mean(await Promise.all(readers.map(async (_, turn) => String(await readPage.run(turn)).length))),
        },
      },
      ...Object.values(stages).map((stage) => ({ name: stage.name, value: median(of(stage)), floor: null })),
    ],
  })
}

/** The page, its floor, and its parts each on their own. @throws Error when floor and page give different JSON */
async function prepare({ posts, timelines, db, redis }: World, readers: readonly Reader[]) {
  const page = (viewer: Reader) => posts.feed({ feed: homeFeed(viewer.id), viewer })
  const known: { reader: Reader; ids: readonly Id[]; page: Awaited<ReturnType<typeof page>> }[] = []
  const bodies = createBodies(redis)
  for (const reader of readers) {
    const slice = await timelines.read(homeFeed(reader.id), { before: null, limit: pageLength + 1 })
    if (slice.state === 'cold') throw new Error('a timeline is not there')
    known.push({ reader, ids: slice.ids, page: await page(reader) })
    await bodies.keep(known.at(-1)?.page.items ?? [])
  }
  const floorOf = async ({ id }: Reader) => {
    const { items, last } = await bodies.read(timelineKey(homeFeed(id)), pageLength)
    return `{"items":[${items.join(',')}],"nextCursor":"${encodeWalk({ at: last, horizon: last, recent: [] })}"}`
  }
  for (const { reader, page } of known) {
    if (withoutCursor(await floorOf(reader)) !== withoutCursor(JSON.stringify(page)))
      throw new Error('the floor reads another page')
  }
  const at = (turn: number) => atTurn(known, turn)
  return {
    readPage: { name: 'page of 20', run: async (turn: number) => pageJson(await page(at(turn).reader)) },
    readFloor: { name: 'floor', run: (turn: number) => floorOf(at(turn).reader) },
    timeline: {
      name: 'part: timeline',
      run: (turn: number) => timelines.read(homeFeed(at(turn).reader.id), { before: null, limit: pageLength + 1 }),
    },
    // A post's activity has the post's id.
    hydrate: {
      name: 'part: hydrate, present',
      run: (turn: number) => posts.hydrate({ ids: at(turn).ids, viewer: at(turn).reader }),
    },
    links: {
      name: 'of that: finding links',
      run: (turn: number) => at(turn).page.items.map((post) => segmentText(textOf(post))),
    },
    json: { name: 'part: JSON', run: (turn: number) => pageJson(at(turn).page) },
    query: { name: 'a query that asks nothing', run: () => db.$queryRaw`SELECT 1` },
  }
}

/** A cursor says when the walk began. */
function withoutCursor(json: string): string {
  return json.slice(0, json.lastIndexOf('"nextCursor"'))
}

function textOf({ body }: PostView): string {
  return body.map(({ text }) => text).join('')
}
