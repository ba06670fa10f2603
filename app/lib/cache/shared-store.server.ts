import { randomBytes } from 'node:crypto'
import { bucketOf } from '#app/lib/bucket.ts'
import { chunk } from '#app/lib/chunk.ts'
import type { RedisClient } from '#app/lib/redis.server.ts'
import { redisScript } from '#app/lib/redis-script.server.ts'
import type { Touched } from './cache.ts'
import { factKey } from './keys.ts'
import { fillScript, readScript } from './scripts.lua.ts'

const idsPerCall = 500
const liveS = 3_600
/** A load that takes longer is not stored. */
const leaseMs = 5_000

/** JSON of a fact; null: there is none. */
export type Shared = string | null

/** What processes share in Redis. A fact is stored only by who has had its lease since before it was loaded. */
export interface SharedStore {
  /** Answers what is held, and leases what is not, unless somebody has that lease. One round trip. @throws */
  read(kind: string, version: string, ids: readonly string[]): Promise<{ held: Map<string, Shared>; lease: Lease }>
  /** Deletes facts, and voids their leases. @throws */
  remove(facts: readonly Touched[]): Promise<void>
}

export type Lease = Readonly<{
  ids: readonly string[]
  /** Stores what nobody has removed since. @throws */
  fill(values: ReadonlyMap<string, Shared>): Promise<void>
}>

export function createSharedStore(redis: RedisClient): SharedStore {
  const scripts = { read: redisScript(redis, readScript), fill: redisScript(redis, fillScript) }

  /** What may go in one call. */
  function groupsOf(ids: readonly string[]): (readonly string[])[] {
    const groups = redis.isCluster ? [...groupBy(ids, bucketOf).values()] : [ids]
    return groups.flatMap((group) => chunk(group, idsPerCall))
  }

  return {
    async read(kind, version, ids) {
      const token = randomBytes(9).toString('base64url')
      const held = new Map<string, Shared>()
      const leased: string[] = []
      const readGroup = async (group: readonly string[]) => {
        const keys = group.map((id) => factKey(kind, id))
        const answer = await scripts.read(keys, [version, token, leaseMs])
        if (!Array.isArray(answer)) throw new Error('Redis answered no list')
        for (const [at, id] of group.entries()) {
          const value: unknown = answer[at]
          if (!Buffer.isBuffer(value)) leased.push(id)
          else if (value[0] === mark.value) held.set(id, value.toString('utf8', 1))
          else if (value[0] === mark.none) held.set(id, null)
        }
      }
      await Promise.all(groupsOf(ids).map(readGroup))
      const fillGroup = async (group: readonly string[], values: ReadonlyMap<string, Shared>) => {
        const fields = group.flatMap((id) => {
          const value = values.get(id) ?? null
          // What is not there is soon forgotten: anybody may ask for ids that they make up.
          return value === null ? [Math.ceil(lifetimeS() / 10), 'N'] : [lifetimeS(), `V${value}`]
        })
        await scripts.fill(
          group.map((id) => factKey(kind, id)),
          [version, token, ...fields],
        )
      }
      const fill = async (values: ReadonlyMap<string, Shared>) => {
        await Promise.all(groupsOf(leased).map((group) => fillGroup(group, values)))
      }
      return { held, lease: { ids: leased, fill } }
    },
    async remove(facts) {
      const byId = groupBy(facts, ({ id }) => id)
      const removeGroup = (ids: readonly string[]) =>
        redis.unlink(...ids.flatMap((id) => (byId.get(id) ?? []).map(({ kind }) => factKey(kind, id))))
      await Promise.all(groupsOf([...byId.keys()]).map(removeGroup))
    },
  }
}

const mark = { value: 'V'.charCodeAt(0), none: 'N'.charCodeAt(0) } as const

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

/** Spread, so that what was stored together is not gone together. */
function lifetimeS(): number {
  return Math.round(liveS * (0.8 + Math.random() * 0.4))
}
