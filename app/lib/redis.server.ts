import { Cluster, type ClusterOptions, Redis, type RedisOptions } from 'ioredis'
import type { Logger } from './log.server.ts'
import { addressesOf } from './redis-address.ts'

/** One server, or a cluster (`isCluster`): there a command takes keys of one slot only. */
export type RedisClient = Redis | Cluster

type Manners = Readonly<{ node: RedisOptions; cluster: ClusterOptions }>

const retryAfterMs = (attempt: number) => Math.min(attempt * 100, 2_000)

/**
 * A connection for requests and commands: it fails at once while Redis is away, so that the caller can go on
 * without it.
 * @param url one address, or several with commas between them: nodes of a cluster, which tell of the others
 */
export function connectRedis(url: string, log: Logger): RedisClient {
  const node = { enableOfflineQueue: false, commandTimeout: 1_000, connectTimeout: 2_000, maxRetriesPerRequest: 1 }
  // A node that is away is asked for again at each redirection: not for longer than a command may take.
  return connect(url, log, { node, cluster: { enableOfflineQueue: false, maxRedirections: 8 } })
}

/** A connection for BullMQ workers, which wait for Redis as long as it takes. */
export function connectPatientRedis(url: string, log: Logger): RedisClient {
  // A failover takes as long as `cluster-node-timeout` (15 s) and a vote.
  return connect(url, log, { node: { maxRetriesPerRequest: null }, cluster: { maxRedirections: 300 } })
}

function connect(url: string, log: Logger, { node, cluster }: Manners): RedisClient {
  const { seeds, login } = addressesOf(url)
  if (seeds.length === 1) return quietly(gathering(new Redis(url, { ...node, retryStrategy: retryAfterMs })), log)
  const { enableOfflineQueue, ...redisOptions } = { ...node, ...login }
  return quietly(new Cluster(seeds, { ...cluster, redisOptions, clusterRetryStrategy: retryAfterMs }), log)
}

/** Commands of one moment leave in one packet: a system call each costs more than Redis takes to answer. */
function gathering(redis: Redis): Redis {
  redis.on('connect', () => {
    const { stream } = redis
    const write = stream.write
    let isGathering = false
    const leave = () => {
      isGathering = false
      stream.uncork()
    }
    const gather: typeof write = (...chunk: unknown[]) => {
      if (!isGathering) {
        isGathering = true
        stream.cork()
        process.nextTick(leave)
      }
      return Reflect.apply(write, stream, chunk)
    }
    stream.write = gather
  })
  return redis
}

/** Says when Redis goes and comes back, once each, instead of at every attempt. */
function quietly<Client extends RedisClient>(redis: Client, log: Logger): Client {
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
