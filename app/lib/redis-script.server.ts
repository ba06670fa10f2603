import { createHash } from 'node:crypto'
import type { RedisClient } from './redis.server.ts'

export type RedisScript = (keys: readonly string[], args: readonly (string | Buffer | number)[]) => Promise<unknown>

/** A Lua script by its hash, sent whole only when the server does not hold it. Answers are Buffers. */
export function redisScript(redis: RedisClient, source: string): RedisScript {
  const sha = createHash('sha1').update(source).digest('hex')
  return async (keys, args) => {
    try {
      return await redis.callBuffer('EVALSHA', sha, keys.length, ...keys, ...args)
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error
      return redis.callBuffer('EVAL', source, keys.length, ...keys, ...args)
    }
  }
}
