import { randomBytes } from 'node:crypto'
import type { Redis } from 'ioredis'
import { chunk } from '#app/lib/chunk.ts'
import { type Id, idFromBytes, idToBytes } from '#app/lib/id.ts'
import { redisScript } from '#app/lib/redis-script.server.ts'
import { timelineKey } from './keys.ts'
import { fillScript, openScript, pushScript, readScript, removeScript } from './timeline-scripts.lua.ts'
import type { TimelineStore } from './timeline-store.ts'
import { limits } from './types.ts'

/** Timelines written to in one call: more gains little, and readers wait for the whole call. */
const keysPerCall = 250
/** A timeline that nobody read for so long goes; its owner's next read builds it again. */
const unreadTtlS = 14 * 24 * 3600
const idBytes = 16

/** Timelines as Redis lists; timeline-scripts.lua.ts says how. */
export function createRedisTimelines({ redis }: { redis: Redis }): TimelineStore {
  const push = redisScript(redis, pushScript)
  const remove = redisScript(redis, removeScript)
  const read = redisScript(redis, readScript)
  const open = redisScript(redis, openScript)
  const fill = redisScript(redis, fillScript)

  return {
    async push(id, feeds) {
      const args = [idToBytes(id), limits.timelineLength, limits.timelineLength + limits.timelineSlack]
      // One call after the other: readers get their turn in between.
      for (const part of chunk(feeds, keysPerCall)) await push(part.map(timelineKey), args)
    },

    async remove(ids, feeds) {
      if (ids.length === 0) return
      const args = ids.map(idToBytes)
      for (const part of chunk(feeds, keysPerCall)) await remove(part.map(timelineKey), args)
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
      const packed = Buffer.concat(ids.map(idToBytes))
      return 1 === (await fill([timelineKey(feed)], [markOf(token), packed, limits.timelineLength, unreadTtlS]))
    },

    async drop(feeds) {
      for (const part of chunk(feeds, keysPerCall)) await redis.unlink(...part.map(timelineKey))
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
