import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { RedisClient } from './redis.server.ts'

/** At most `times` in any window of `windowS` seconds that begins with the first of them. */
export type Limit = Readonly<{ times: number; windowS: number }>

export interface RateLimiter {
  /**
   * Counts one for `key` under `name`, in every web process together; while Redis is away each process counts
   * for itself: never more generous than `times` a process, never open.
   * @returns seconds to wait, 0 when it may go on
   */
  consume(name: string, key: string, limit: Limit): Promise<number>
}

export function createRateLimiter({ redis }: { redis: RedisClient }): RateLimiter {
  const limiters = new Map<string, RateLimiterRedis>()
  function limiterOf(name: string, { times, windowS }: Limit): RateLimiterRedis {
    const id = `${name}:${times}:${windowS}`
    const held = limiters.get(id)
    if (held) return held
    const options = { keyPrefix: `limit:${name}`, points: times, duration: windowS }
    const limiter = new RateLimiterRedis({
      ...options,
      storeClient: redis,
      rejectIfRedisNotReady: true,
      insuranceLimiter: new RateLimiterMemory(options),
    })
    limiters.set(id, limiter)
    return limiter
  }
  return {
    async consume(name, key, limit) {
      try {
        await limiterOf(name, limit).consume(key)
        return 0
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
        throw refusal
      }
    },
  }
}
