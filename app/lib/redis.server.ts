import { Redis } from 'ioredis'
import type { Logger } from './log.server.ts'

/**
 * A connection for requests and commands: it fails at once while Redis is away, so that the caller can go on
 * without it.
 */
export function connectRedis(url: string, log: Logger): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    commandTimeout: 1_000,
    connectTimeout: 2_000,
    maxRetriesPerRequest: 1,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
  })
  return quietly(redis, log)
}

/** A connection for BullMQ workers, which wait for Redis as long as it takes. */
export function connectPatientRedis(url: string, log: Logger): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
  })
  return quietly(redis, log)
}

/** Says when Redis goes and comes back, once each, instead of at every attempt. */
function quietly(redis: Redis, log: Logger): Redis {
  let away = false
  redis.on('error', (error: Error) => {
    if (!away) log.warn({ err: error.message }, 'redis is away')
    away = true
  })
  redis.on('ready', () => {
    if (away) log.info('redis is back')
    away = false
  })
  return redis
}
