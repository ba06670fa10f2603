import type { Logger } from '#app/lib/log.server.ts'
import type { RedisClient } from '#app/lib/redis.server.ts'
import type { Cache, Keep, Level, Place, Touch, Touched } from './cache.ts'
import { createCircuit } from './circuit.ts'
import { coalesce } from './coalesce.ts'
import { requireFacts } from './facts.ts'
import { createFence } from './fence.server.ts'
import { createInvalidationLog, nowhere } from './invalidation-log.server.ts'
import { createSharedStore } from './shared-store.server.ts'
import { createShelf, type OwnShelf } from './shelf.server.ts'

export type CacheOptions = {
  redis: RedisClient
  /** Of the primary, for one connection of the cache's own. */
  databaseUrl: string
  log: Logger
  /** Told of every read: where so many values came from. */
  onRead?: (kind: string, level: Level, count: number) => void
}

/** Readers can go on without Redis at any time; a writer that gives up costs everybody the cache for 10 seconds. */
const reading = { limitMs: 250, restMs: 500 }
const writing = { limitMs: 500, restMs: 500 }

/** Connects to Postgres at the first `sync`, or when a write could not be told to Redis. */
export function createCache({ redis, databaseUrl, log, onRead = () => undefined }: CacheOptions): Cache {
  // Of any type: only `forget` and `forgetAll` are asked of these.
  const shelves = new Map<string, Pick<OwnShelf<unknown>, 'forget' | 'forgetAll'>>()
  const fence = createFence({ databaseUrl, log, onRaised: forgetAll })
  const store = createSharedStore(redis)
  const invalidations = createInvalidationLog(redis)
  const [readers, writers] = [createCircuit(reading), createCircuit(writing)]
  const behind = new Set<Promise<unknown>>()
  let position = nowhere
  let isSynced = false

  function forgetAll(): void {
    for (const shelf of shelves.values()) shelf.forgetAll()
  }

  function forget(facts: readonly Touched[]): void {
    for (const { kind, id } of facts) shelves.get(kind)?.forget(id)
  }

  const sync = coalesce(async () => {
    try {
      await fence.ready()
      const news = await readers.run(() => invalidations.read(position))
      position = news.position
      if (news.changed) forget(news.changed)
      else forgetAll()
      isSynced = true
    } catch {
      isSynced = false
    }
  })

  async function invalidate(
    changed: readonly Touched[],
    intents: readonly string[],
    places: readonly Place[] = [],
  ): Promise<void> {
    let kept: readonly Place[] = []
    try {
      await writers.run(async () => {
        // Done in this order: who has read the entry finds nothing older in Redis. One server keeps to the order in which it
        // is asked.
        const removed = store.remove(changed)
        if (redis.isCluster) await removed
        await Promise.all([removed, invalidations.append(changed, intents)])
      })
      // What others have changed since the places were taken comes after this write, and has left them.
      kept = places.filter((place) => place.isFree())
    } finally {
      // Its own entries in the log are told to the others only.
      forget(changed)
    }
    for (const place of kept) place.fill()
  }

  async function invalidateOrRaise(...write: Parameters<typeof invalidate>): Promise<void> {
    await invalidate(...write).catch(async (error: unknown) => {
      log.warn({ err: error }, 'a write could not be told to the caches')
      await fence.raiseForAll()
    })
  }

  async function open(changed: readonly Touched[]): Promise<string[]> {
    try {
      return await writers.run(() => invalidations.open(changed))
    } catch {
      // Should this writer die after its commit, what others hold is void all the same.
      await fence.raise()
      return []
    }
  }

  return {
    shelf(kind) {
      if (shelves.has(kind.name)) throw new Error(`two kinds of cached facts are called ${kind.name}`)
      const shelf = createShelf(kind, {
        store,
        isTrusted: () => isSynced && fence.isOpen(),
        fenceNumber: () => fence.number,
        ask: (question) =>
          readers.run(question).catch((error: unknown) => {
            isSynced = false
            throw error
          }),
        behind: (work) => {
          const tracked = work.finally(() => behind.delete(tracked))
          behind.add(tracked)
        },
        onRead,
      })
      shelves.set(kind.name, shelf)
      return shelf
    },
    sync,
    async write(work) {
      const changed: Touched[] = []
      const intents: string[] = []
      const places: Place[] = []
      const keep: Keep = (shelf, id, value) => {
        places.push(shelf.placeFor(id, value))
      }
      let isDone = false
      const touch: Touch = async (...facts) => {
        requireFacts(facts)
        if (facts.length === 0) return
        // Not spread: there may be more than a call takes.
        for (const fact of facts) changed.push(fact)
        for (const intent of await open(facts)) intents.push(intent)
      }
      try {
        const result = await work(touch, keep)
        isDone = true
        if (changed.length > 0) await invalidateOrRaise(changed, intents, places)
        return result
      } catch (error) {
        // The commit may have succeeded, or may yet, its answer lost: the intents stay, and `recover` comes back to it.
        if (!isDone && changed.length > 0) await invalidate(changed, []).catch(fence.raiseSoon)
        throw error
      } finally {
        for (const place of places) place.leave()
      }
    },
    async recover() {
      let recovered = 0
      for (;;) {
        const abandoned = await invalidations.abandoned()
        if (abandoned.length === 0) return recovered
        const changed = abandoned.flatMap((one) => one.changed)
        // Not the fence: what Redis does not take now is there the next time.
        await invalidate(
          changed,
          abandoned.map(({ intent }) => intent),
        )
        recovered += abandoned.length
      }
    },
    async close() {
      await Promise.all(behind)
      await fence.close()
    },
  }
}
