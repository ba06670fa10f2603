import { randomBytes } from 'node:crypto'
import { chunk } from '#app/lib/chunk.ts'
import { eachAtOnce } from '#app/lib/each-at-once.ts'
import { type Id, idFromBytes, idsToBytes, idToBytes } from '#app/lib/id.ts'
import type { RedisClient } from '#app/lib/redis.server.ts'
import { redisScript } from '#app/lib/redis-script.server.ts'
import { keysBySlot, orderKey, timelineKey } from './keys.ts'
import { fillScript, openScript, pushScript, readScript, removeScript } from './timeline-scripts.lua.ts'
import type { TimelineStore } from './timeline-store.ts'
import { type FeedId, limits } from './types.ts'

/** Timelines written to in one call: more gains little, and readers wait for the whole call. */
const keysPerCall = 250
/**
 * Calls on their way at once. To one server two: one is written here while the other runs there, and readers get their turn
 * in between.
 */
const callsAtOnce = { cluster: 8, server: 2 } as const
/** A timeline that nobody read for so long goes; its owner's next read builds it again. */
const unreadTtlS = 14 * 24 * 3600
const orderTtlS = 1_800
const idBytes = 16

/** Timelines as Redis lists; timeline-scripts.lua.ts says how. */
export function createRedisTimelines({ redis }: { redis: RedisClient }): TimelineStore {
  const push = redisScript(redis, pushScript)
  const remove = redisScript(redis, removeScript)
  const read = redisScript(redis, readScript)
  const open = redisScript(redis, openScript)
  const fill = redisScript(redis, fillScript)

  /** A command takes timelines of one slot; those of a single server count as such. */
  async function eachCall(
    feeds: readonly FeedId[],
    call: (keys: readonly string[]) => Promise<unknown>,
  ): Promise<void> {
    const slots = redis.isCluster ? keysBySlot(feeds) : [feeds.map(timelineKey)]
    const calls = slots.flatMap((keys) => chunk(keys, keysPerCall))
    await eachAtOnce(redis.isCluster ? callsAtOnce.cluster : callsAtOnce.server, calls, call)
  }

  return {
    async push(id, feeds) {
      const args = [id.replaceAll('-', ''), limits.timelineLength, limits.timelineLength + limits.timelineSlack]
      await eachCall(feeds, (keys) => push(keys, args))
    },

    async remove(ids, feeds) {
      if (ids.length === 0) return
      const args = ids.map(idToBytes)
      await eachCall(feeds, (keys) => remove(keys, args))
    },

    async read(feed, { before, after, limit }) {
      const at = after ?? before
      const answer = await read([timelineKey(feed)], [after ? 1 : 0, at ? idToBytes(at) : '', limit, unreadTtlS])
      if (!Buffer.isBuffer(answer)) return { state: 'cold' }
      const ids = unpackIds(answer)
      const ends = answer.at(-1) ?? 0
      return {
        state: 'warm',
        ids: after ? ids.reverse() : ids,
        atFloor: (ends & 1) !== 0,
        atTop: (ends & 2) !== 0,
      }
    },

    async open(feed) {
      const token = randomBytes(8).toString('hex')
      await open([timelineKey(feed)], [markOf(token)])
      return token
    },

    async fill(feed, token, ids) {
      const packed = idsToBytes(ids)
      return 1 === (await fill([timelineKey(feed)], [markOf(token), packed, limits.timelineLength, unreadTtlS]))
    },

    async drop(feeds) {
      await eachCall(feeds, (keys) => redis.unlink(...keys))
    },

    async keepOrder(ids) {
      const token = randomBytes(idBytes).toString('base64url')
      await redis.set(orderKey(token), idsToBytes(ids), 'EX', orderTtlS)
      return token
    },

    async readOrder(token) {
      const packed = await redis.getexBuffer(orderKey(token), 'EX', orderTtlS)
      return packed && unpackIds(packed)
    },
  }
}

function markOf(token: string): Buffer {
  return Buffer.concat([Buffer.alloc(8), Buffer.from(token, 'hex')])
}

function unpackIds(packed: Buffer): Id[] {
  const ids: Id[] = []
  for (let at = 0; at + idBytes <= packed.length; at += idBytes) ids.push(idFromBytes(packed, at))
  return ids
}
