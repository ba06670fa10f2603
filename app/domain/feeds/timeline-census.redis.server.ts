import { randomInt } from 'node:crypto'
import type { Redis } from 'ioredis'
import { idFromBytes } from '#app/lib/id.ts'
import type { RedisClient } from '#app/lib/redis.server.ts'
import { feedOfKey, timelineKey, timelineKeys } from './keys.ts'
import type { TimelineCensus } from './timeline-census.ts'
import type { FeedId } from './types.ts'

/** Keys that Redis looks at in one step: others get their turn in between. */
const keysPerStep = 1_000
const markStart = Buffer.alloc(8)

/** Timelines as they lie in Redis; timeline-scripts.lua.ts says how. */
export function createRedisCensus({ redis }: { redis: RedisClient }): TimelineCensus {
  const nodes = (): Redis[] => ('nodes' in redis ? redis.nodes('master') : [redis])

  return {
    async sample(limit) {
      const feeds = new Set<FeedId>()
      const servers = nodes()
      for (const [at, server] of servers.entries()) {
        const share = Math.ceil((limit - feeds.size) / (servers.length - at))
        for (const feed of await sampleOf(server, share)) feeds.add(feed)
      }
      return [...feeds].slice(0, limit)
    },

    async count() {
      let count = 0
      for (const server of nodes()) for await (const feeds of walk(server, '0')) count += feeds.length
      return count
    },

    async peek(feed) {
      const ids = await redis.lrangeBuffer(timelineKey(feed), 0, -1)
      const last = ids.at(-1)
      if (!last || last.subarray(0, markStart.length).equals(markStart)) return null
      return ids.map((bytes) => idFromBytes(bytes))
    },

    bytesOf: async (feed) => (await redis.memory('USAGE', timelineKey(feed))) ?? 0,
  }
}

/** From some place on, to the end, then from the beginning. */
async function sampleOf(server: Redis, limit: number): Promise<Set<FeedId>> {
  const found = new Set<FeedId>()
  for (const from of [String(randomInt(2 ** 32)), '0']) {
    for await (const feeds of walk(server, from)) {
      for (const feed of feeds) if (found.size < limit) found.add(feed)
      if (found.size >= limit) return found
    }
  }
  return found
}

/** Any number is a place to go on from. A key may come twice while Redis grows its table. */
async function* walk(server: Redis, from: string): AsyncGenerator<FeedId[]> {
  let cursor = from
  do {
    const [next, keys] = await server.scan(cursor, 'MATCH', timelineKeys, 'COUNT', keysPerStep)
    yield keys.flatMap((key) => feedOfKey(key) ?? [])
    cursor = next
  } while (cursor !== '0')
}
