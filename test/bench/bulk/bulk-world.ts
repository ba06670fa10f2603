import type { Client } from 'pg'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import type { Reader } from '../seed.ts'
import { textOf } from '../texts.ts'
import type { World } from '../world.ts'
import { createFunctions, loadInBulk } from './sql.ts'

export type BulkSize = Readonly<{
  members: number
  /** One in four is a reply, one in ten has a tag of a thousand tags, one in a hundred the popular tag. */
  posts: number
  /** Members that follow 100 others on average, by a power law both in how many and in whom. */
  followers: number
  /** The first of the followers: they follow 100 each, and the app builds their timelines. */
  readers: number
}>

/** `authors`: those who write most, and whom most follow. */
type Bulk = Readonly<{ readers: readonly Reader[]; authors: readonly Reader[] }>

export const popularTag = 'popular'
const monthMs = 30 * 24 * 3600_000
const tables = ['user', 'post', 'activity', 'address', 'reaction', 'follow']
const texts = Array.from({ length: 32 }, (_, n) => textOf(n * 4))

/** A large world, made inside Postgres. The same size gives the same world, except that it always ends now. */
export async function seedBulk({ client, feeds }: World, size: BulkSize): Promise<Bulk> {
  await createFunctions(client)
  await loadInBulk(client, tables, async () => {
    await insertMembers(client, size)
    await insertPosts(client, size)
    await insertFollows(client, size)
  })
  const members = async (from: number, count: number) => {
    const members = 'SELECT id, handle, name, image, role FROM "user" ORDER BY id OFFSET $1 LIMIT $2'
    return (await client.query<Reader>(members, [from, count])).rows
  }
  const readers = await members(firstFollower(size), size.readers)
  for (const { id } of readers) await feeds.duties.rebuild({ feed: homeFeed(id) })
  return { readers, authors: await members(0, 20) }
}

/** SQL for the id of a member by number: 0 is the one whom most follow. */
const member = (number: string) => `bulk_id(${Date.parse('2020-01-01')} + (${number}), ${number})`

/** Followers begin in the middle: a reader is neither among the best known nor among the least. */
const firstFollower = ({ members }: Pick<BulkSize, 'members'>) => members >> 1

async function insertMembers(client: Client, { members }: BulkSize): Promise<void> {
  await client.query(`
    INSERT INTO "user" (id, handle, name)
    SELECT ${member('n')}, 'member_' || n, 'Member number ' || n FROM generate_series(0, ${members}::bigint - 1) n`)
  await client.query(`
    CREATE TEMP TABLE bulk_member AS SELECT n AS number, ${member('n')} AS id FROM generate_series(0, ${members}::bigint - 1) n;
    ANALYZE bulk_member`)
}

async function insertPosts(client: Client, { members, posts }: BulkSize): Promise<void> {
  const from = Date.now() - monthMs
  const ms = (number: string) => `(${from} + (${number}) * ${monthMs} / ${posts})`
  const id = (number: string) => `bulk_id(${ms(number)}, ${number})`
  const author = (number: string) => member(`bulk_rank(bulk_share(${number}, 1), ${members})`)
  const answered = `CASE WHEN n % 4 = 3 THEN ${id('n - 3')} END`
  const all = `generate_series(0, ${posts}::bigint - 1) n`
  await client.query(
    `INSERT INTO post (id, author_id, text, reply_to_id, root_id, created_at)
    SELECT ${id('n')}, ${author('n')}, ($1::text[])[1 + n % ${texts.length}], ${answered}, ${answered}, bulk_time(${ms('n')})
    FROM ${all}`,
    [texts],
  )
  await client.query(`
    INSERT INTO activity (id, actor_id, verb, object_id, target_id, time, foreign_id, recorded_at, fanned_out_at)
    SELECT id, author_id, CASE WHEN reply_to_id IS NULL THEN 'post' ELSE 'reply' END, id, reply_to_id, created_at,
      'post:' || id, created_at, created_at FROM post`)
  await client.query(`
    INSERT INTO address (feed, activity_id)
    SELECT 'tag:' || CASE WHEN n % 100 = 0 THEN '${popularTag}' ELSE 'tag_' || n / 10 % 1000 END, ${id('n')}
    FROM ${all} WHERE n % 10 = 0`)
  await client.query(`
    INSERT INTO reaction (post_id, user_id, kind)
    SELECT ${id('n')}, ${member(`(n + at * 7) % ${members}`)}, (ARRAY['like', 'love', 'thanks'])[1 + (n / 10 + at) % 3]
    FROM ${all}, generate_series(1, 3) at WHERE n % 10 = 1`)
}

async function insertFollows(client: Client, { members, followers, readers }: BulkSize): Promise<void> {
  // 50 at least, 100 on average; who is drawn twice is followed once.
  const count = `CASE WHEN k < ${readers} THEN 100 ELSE least(5000, floor(50 / sqrt(1 - bulk_share(k, 2)))::int) END`
  await client.query(`
    INSERT INTO follow (follower_id, followee_id)
    SELECT me.id, followee.id FROM (
      SELECT DISTINCT k, bulk_rank(bulk_share(k * 8192 + at, 3), ${members}) AS number
      FROM generate_series(0, ${followers}::bigint - 1) k, LATERAL generate_series(1, ${count}) at
    ) drawn JOIN bulk_member followee USING (number)
    JOIN bulk_member me ON me.number = (k + ${firstFollower({ members })}) % ${members} WHERE followee.id <> me.id`)
}
