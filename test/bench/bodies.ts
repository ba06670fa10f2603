import type { PostView } from '#app/domain/posts/post-views.ts'
import { type Id, idFromBytes, idToBytes } from '#app/lib/id.ts'
import type { RedisClient } from '#app/lib/redis.server.ts'
import { redisScript } from '#app/lib/redis-script.server.ts'

const prefix = 'bench:body:'

/**
 * KEYS    1 list of ids of 16 bytes
 * ARGV    1 how many · 2 prefix of the keys of bodies
 * returns the bodies, and after them the last id
 * cost    one MGET; on a single server only, since it names keys that it was not given
 */
const readScript = `
local ids = redis.call('LRANGE', KEYS[1], 0, ARGV[1] - 1)
local keys = {}
for at, id in ipairs(ids) do keys[at] = ARGV[2] .. id end
local bodies = redis.call('MGET', unpack(keys))
bodies[#bodies + 1] = ids[#ids]
return bodies
`

/** Posts as ready JSON in Redis: what the floors read, in one round trip a page. */
export function createBodies(redis: RedisClient) {
  const read = redisScript(redis, readScript)
  return {
    async keep(posts: readonly PostView[]): Promise<void> {
      for (const post of posts) await redis.set(keyOf(post.id), JSON.stringify(post))
    },
    /** The first bodies of a list, and the id of the last. @throws Error when something is missing */
    async read(list: string, count: number): Promise<{ items: Buffer[]; last: Id }> {
      const answer = await read([list], [count, prefix])
      const items = Array.isArray(answer) ? answer.filter((item) => Buffer.isBuffer(item)) : []
      const last = items.pop()
      if (!last || items.length < count) throw new Error(`${list} gave ${items.length} bodies of ${count}`)
      return { items, last: idFromBytes(last) }
    },
  }
}

function keyOf(id: Id): Buffer {
  return Buffer.concat([Buffer.from(prefix), idToBytes(id)])
}
