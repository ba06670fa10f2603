import { replyOrders } from '#app/domain/posts/thread/reply-order.ts'
import { newId } from '#app/lib/id.ts'
import type { Bench } from './bench.ts'
import { type BulkSize, seedBulk } from './bulk/bulk-world.ts'
import { toReport } from './report.ts'
import { atTurn, type Rounds, timeRounds } from './rounds.ts'
import { median, quantile } from './statistics.ts'
import { openWorld, type World } from './world.ts'

const size: BulkSize = { members: 10_000, posts: 40_000, followers: 1_000, readers: 50 }
const maxMs = 100
const replies = 5_000

/** A post with 5,000 replies, by 2,500 people; reactions and replies to them, by a power law. Its page, as data, in each order. */
export const thread: Bench = async ({ isQuick, say }) => {
  await using world = await openWorld('web')
  say(`making a thread of ${replies.toLocaleString('en')} replies`)
  const { readers } = await seedBulk(world, size)
  const postId = await seedThread(world)
  say('reading')
  const plan: Rounds = isQuick ? { rounds: 5, calls: 10, warmUp: 20 } : { rounds: 30, calls: 20, warmUp: 100 }
  const open = (order: (typeof replyOrders)[number]) => async (turn: number) => {
    const thread = await world.posts.thread({ postId, viewer: atTurn(readers, turn), order })
    if (thread.replies.items.length !== 30) throw new Error(`${order} gave ${thread.replies.items.length} replies`)
    return JSON.stringify(thread)
  }
  const timed = await timeRounds(
    [
      ...replyOrders.map((order) => ({ name: order, run: open(order) })),
      { name: 'its post by id', run: () => world.db.$queryRaw`SELECT id FROM post WHERE id = ${postId}::uuid` },
    ],
    plan,
  )
  const samplesOf = (name: string) => (timed.get(name) ?? []).flat()
  const floor = median(samplesOf('its post by id'))
  return toReport({
    bench: 'thread',
    unit: 'ms',
    headline: 'best',
    samples: samplesOf('best'),
    cases: replyOrders.map((order) => ({
      name: order,
      value: median(samplesOf(order)),
      floor,
      goal: { of: 'value', is: 'at most', limit: maxMs },
      facts: { p99_ms: quantile(samplesOf(order), 0.99) },
    })),
  })
}

async function seedThread({ client }: World): Promise<string> {
  const postId = newId(new Date(Date.now() - 3600_000))
  const member = '(SELECT id FROM bulk_member WHERE number = $2::int + n % 2500)'
  const insert = (parent: string, from: string) => `
    INSERT INTO post (id, author_id, text, reply_to_id, root_id, created_at)
    SELECT bulk_id($3::bigint + n, n + $4::int), ${member}, 'reply number ' || n, ${parent}, $1::uuid, now() FROM ${from}`
  const startMs = Date.now() - 3_000_000
  await client.query(
    `INSERT INTO post (id, author_id, text, created_at) SELECT $1::uuid, id, 'the question', now() FROM bulk_member WHERE number = 0`,
    [postId],
  )
  await client.query(insert('$1::uuid', `generate_series(1, ${replies}) n`), [postId, 0, startMs, 0])
  // To the first fifty, up to forty each.
  await client.query(
    insert('bulk_id($3::bigint - 1000000 + 1 + n % 50, 1 + n % 50)', 'generate_series(1, 2000) n').replaceAll(
      '$3::bigint + n',
      '$3::bigint + n',
    ),
    [postId, 100, startMs + 1_000_000, 100_000],
  )
  await client.query(
    `INSERT INTO reaction (post_id, user_id, kind)
    SELECT bulk_id($1::bigint + n, n), m.id, (ARRAY['like', 'love', 'sad'])[1 + (n + m.number) % 3]
    FROM generate_series(1, ${replies}) n JOIN bulk_member m ON m.number < greatest(1, 200 / n) + n % 4`,
    [startMs],
  )
  await client.query('VACUUM ANALYZE post, reaction')
  return postId
}
