import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { timelineKey } from '#app/domain/feeds/keys.ts'
import { limits } from '#app/domain/feeds/types.ts'
import { chunk } from '#app/lib/chunk.ts'
import { type Id, idToBytes, newId } from '#app/lib/id.ts'
import type { RedisClient } from '#app/lib/redis.server.ts'
import { redisScript } from '#app/lib/redis-script.server.ts'
import { insert } from './seed.ts'
import type { World } from './world.ts'

/** Timelines of followers in steady use: between the length to trim to and the length past which to trim. */
const fillScript = `
for at, key in ipairs(KEYS) do
  redis.call('RPUSH', key, unpack(ARGV, 1, #ARGV - at % ${limits.timelineSlack}))
end
`

/** An author whom `count` members follow, each with a full timeline. Feeds know ids only, so no member needs a row. */
export async function seedFollowers({ client, redis }: World, count: number): Promise<{ author: Id; keys: string[] }> {
  const author = newId()
  const followers = Array.from({ length: count }, () => newId())
  const rows = followers.map((id) => ({ follower_id: id, followee_id: author }))
  await insert(client, 'follow', { follower_id: 'uuid', followee_id: 'uuid' }, rows)
  await client.query('VACUUM ANALYZE follow')
  const keys = followers.map((id) => timelineKey(homeFeed(id)))
  await fillTimelines(redis, keys)
  return { author, keys }
}

/** Writes full timelines straight into Redis, each with the same ids of the past. */
export async function fillTimelines(redis: RedisClient, keys: readonly string[]): Promise<void> {
  const fill = redisScript(redis, fillScript)
  const from = Date.now() - 3600_000
  const length = limits.timelineLength + limits.timelineSlack
  const ids = Array.from({ length }, (_, at) => idToBytes(newId(new Date(from - at * 1000))))
  for (const part of chunk(keys, 100)) await fill(part, ids)
}
