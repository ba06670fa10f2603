import { Redis } from 'ioredis'
import { Pool } from 'pg'
import { createCache } from '#app/lib/cache/cache.server.ts'
import type { Kind, Touch } from '#app/lib/cache/cache.ts'
import { createLog } from '#app/lib/log.server.ts'
import { connectRedis } from '#app/lib/redis.server.ts'
import { ownServers } from './servers.ts'

const log = createLog({ NODE_ENV: 'test', LOG_LEVEL: 'silent' }, 'web')

type ProcessOptions = {
  redisUrl?: string
  databaseUrl?: string
  /** Runs before, or instead of, each load; `load` reads Postgres. */
  around?: (
    load: () => Promise<ReadonlyMap<string, string>>,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, string>>
} & Partial<Kind<string>>

/** A table of facts, and caches on it, each as in a process of its own. */
export async function createCacheWorld(own?: { redisUrl: string }) {
  const servers = await ownServers()
  const redisUrl = own?.redisUrl ?? servers.redisUrl
  const db = new Pool({ connectionString: servers.databaseUrl })
  await db.query('CREATE TABLE fact (id text PRIMARY KEY, value text NOT NULL)')
  const redis = new Redis(redisUrl)
  const closings: (() => Promise<unknown>)[] = []

  const put = (id: string, value: string) =>
    db.query('INSERT INTO fact VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET value = excluded.value', [id, value])

  async function load(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { rows } = await db.query<{ id: string; value: string }>('SELECT * FROM fact WHERE id = ANY($1)', [ids])
    return new Map(rows.map(({ id, value }) => [id, value]))
  }

  return {
    db,
    redis,
    servers,
    put,
    /** One more process. It sees Redis through `redisUrl`. */
    async process({ around, ...options }: ProcessOptions = {}) {
      const redis = connectRedis(options.redisUrl ?? redisUrl, log)
      await new Promise((resolve) => redis.once('ready', resolve))
      const reads: string[] = []
      const cache = createCache({
        redis,
        databaseUrl: options.databaseUrl ?? servers.databaseUrl,
        log,
        onRead: (_, level, count) => reads.push(`${level} ${count}`),
      })
      const shelf = cache.shelf<string>({
        name: 'fact',
        load: (ids) => (around ? around(() => load(ids), ids) : load(ids)),
        ...options,
      })
      const end = async () => {
        await cache.close()
        redis.disconnect()
      }
      closings.push(end)
      return {
        cache,
        redis,
        shelf,
        /** `level count` of all reads so far. */
        reads,
        /** As one request does. */
        async read(...ids: string[]): Promise<Record<string, string>> {
          await cache.sync()
          const values = await shelf.get(ids)
          return Object.fromEntries(ids.flatMap((id, at) => (values[at] === undefined ? [] : [[id, values[at]]])))
        },
        /** The same, and the process holds the value. */
        async writeAndKeep(id: string, value: string, afterCommit = async () => {}): Promise<void> {
          await cache.write(async (touch, keep) => {
            await touch({ kind: 'fact', id })
            keep(shelf, id, value)
            await put(id, value)
            await afterCommit()
          })
        },
        async write(id: string, value: string, beforeCommit = async (_: Touch) => {}): Promise<void> {
          await cache.write(async (touch) => {
            await touch({ kind: 'fact', id })
            await beforeCommit(touch)
            await put(id, value)
          })
        },
        /** Resolves after what Redis was sent before: it answers in order. */
        settle: () => redis.ping(),
        end,
      }
    },
    async end() {
      for (const close of closings) await close()
      redis.disconnect()
      await db.end()
      await servers[Symbol.asyncDispose]()
    },
  }
}

export type CacheWorld = Awaited<ReturnType<typeof createCacheWorld>>
