import { PrismaPg } from '@prisma/adapter-pg'
import { beforeAll, expect, test } from 'vitest'
import { completePeople } from '#app/domain/accounts/complete-people.server.ts'
import { exploreFeed, homeFeed, tagFeed, userFeed } from '#app/domain/feeds/declarations.ts'
import { declarationOf, subscribed, writtenSourcesOf } from '#app/domain/feeds/define-feed.ts'
import { createPostgresLedger } from '#app/domain/feeds/ledger.postgres.server.ts'
import type { FeedId } from '#app/domain/feeds/types.ts'
import { setBestFrom } from '#app/domain/levels/best-from.server.ts'
import { createLevels } from '#app/domain/levels/levels.server.ts'
import { createPosts } from '#app/domain/posts/posts.server.ts'
import { loadCounts, readReplyDifference } from '#app/domain/posts/views/load-counts.server.ts'
import { loadOwnOf } from '#app/domain/posts/views/load-people.server.ts'
import { findDayOrdinals } from '#app/domain/posts/writing/day-ordinals.server.ts'
import { createUncached } from '#app/lib/cache/uncached.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { PrismaClient } from '#app/lib/prisma/client.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()
let me: Id
let postIds: Id[]

/** 4,000 people, 200 of whom wrote 20,000 posts and follow each other; one activity in a hundred is not delivered. */
beforeAll(async () => {
  const people = Array.from({ length: 4_000 }, () => newId())
  me = people[0] ?? ''
  await world.db.$executeRaw`
    INSERT INTO "user" (id, handle, name) SELECT id, 'p' || n, 'p' FROM unnest(${people}::uuid[]) WITH ORDINALITY u(id, n)`
  await world.db.$executeRaw`
    INSERT INTO follow (follower_id, followee_id)
    SELECT a, b FROM unnest(${people.slice(0, 200)}::uuid[]) WITH ORDINALITY x(a, n),
      unnest(${people.slice(0, 200)}::uuid[]) WITH ORDINALITY y(b, m)
    WHERE a <> b AND (n * 7 + m) % 10 = 0`
  postIds = Array.from({ length: 20_000 }, (_, index) => newId(new Date(Date.now() - 1_000_000 + index)))
  await world.db.$executeRaw`
    INSERT INTO post (id, author_id, text, created_at, reply_to_id)
    SELECT id, (${people}::uuid[])[1 + n % 200], 'text', now(), CASE WHEN n % 5 = 0 THEN (${postIds}::uuid[])[1 + n / 2] END
    FROM unnest(${postIds}::uuid[]) WITH ORDINALITY p(id, n)`
  await world.db.$executeRaw`
    INSERT INTO activity (id, actor_id, verb, object_id, time, fanned_out_at)
    SELECT id, author_id, CASE WHEN reply_to_id IS NULL THEN 'post' ELSE 'reply' END, id, now(),
      CASE WHEN random() < 0.99 THEN now() END FROM post`
  await world.db.$executeRaw`
    INSERT INTO address (feed, activity_id) SELECT 'tag:t' || (row_number() OVER () % 100), id FROM activity`
  // As many were taken back.
  await world.db.$executeRaw`
    INSERT INTO activity (id, actor_id, verb, object_id, time, fanned_out_at, retracted_at)
    SELECT gen_random_uuid(), author_id, 'post', id, now(), now(), now() FROM post`
  await world.db.$executeRaw`INSERT INTO reaction (post_id, user_id, kind) SELECT id, author_id, 'like' FROM post`
  await world.db.$executeRaw`INSERT INTO repost (id, post_id, user_id) SELECT id, id, author_id FROM post`
  await world.db.$executeRaw`
    INSERT INTO block (blocker_id, blocked_id)
    SELECT a, b FROM unnest(${people.slice(1, 80)}::uuid[]) a, unnest(${people.slice(500, 600)}::uuid[]) b`
  await world.db.$executeRaw`
    INSERT INTO mention (post_id, user_id) SELECT id, (${people}::uuid[])[1 + row_number() OVER () % 4000] FROM post`
  await world.db.$executeRaw`
    INSERT INTO followed_feed (follower_id, feed) SELECT id, 'tag:t' || n FROM "user", generate_series(0, 4) n`
  for (const table of ['mute', 'repost_mute'])
    await world.db.$executeRawUnsafe(`
      INSERT INTO ${table} (muter_id, muted_id) SELECT blocker_id, blocked_id FROM block`)
  await world.db.$executeRaw`
    INSERT INTO muted_word (id, owner_id, phrase, action, in_home, in_notifications, in_search)
    SELECT gen_random_uuid(), id, 'word ' || n, 'hide', true, true, true FROM "user", generate_series(0, 4) n`
  await world.db.$executeRaw`VACUUM ANALYZE`
}, 60_000)

/**
 * Runs `work` on the ledger's own queries, and returns the plans of each: for these values, and for any, as a prepared
 * statement comes to use.
 */
async function plansOf(work: (db: PrismaClient) => Promise<unknown>): Promise<string[]> {
  const queries: { query: string; params: unknown[] }[] = []
  const adapter = new PrismaPg({ connectionString: world.env.DATABASE_URL, max: 1 })
  const db = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] })
  db.$on('query', ({ query, params }) => queries.push({ query, params: JSON.parse(params) }))
  await work(db)
  const plans: string[] = []
  for (const { query, params } of queries) {
    if (!/^\s*(SELECT|WITH|UPDATE|DELETE)/i.test(query)) continue
    plans.push(await explain(`EXPLAIN ${query}`, params), await explain(`EXPLAIN (GENERIC_PLAN) ${query}`))
  }
  await db.$disconnect()
  expect(plans.length).toBeGreaterThan(0)
  return plans
}

async function explain(query: string, params: readonly unknown[] = []): Promise<string> {
  const rows = await world.db.$queryRawUnsafe<Record<string, string>[]>(query, ...params)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

async function expectNoScan(work: (db: PrismaClient) => Promise<unknown>): Promise<void> {
  for (const plan of await plansOf(work))
    expect(plan).not.toMatch(
      /Seq Scan on (activity|post|follow|address|reaction|repost|block|mention|followed_feed|mute|repost_mute|muted_word|"user")/,
    )
}

function pullOf(feed: FeedId) {
  const { declaration, owner } = declarationOf(feed)
  return { sources: writtenSourcesOf(declaration), feed, owner }
}

test('the plan of a query without an index is a scan, and seen', async () => {
  const plans = await plansOf((db) => db.$queryRaw`SELECT id FROM post WHERE text = 'x'`)
  expect(plans.join()).toMatch(/Seq Scan on post/)
})

test.each([['home'], ['user'], ['tag'], ['explore']])('a page of a %s feed is read from indexes', async (group) => {
  const feeds: Record<string, FeedId> = {
    home: homeFeed(me),
    user: userFeed(me),
    tag: tagFeed('t7'),
    explore: exploreFeed(),
  }
  const pull = pullOf(feeds[group] ?? 'none:none')
  for (const before of [null, postIds[9_000] ?? null]) {
    await expectNoScan((db) => createPostgresLedger({ db }).pull(pull, { before, limit: 21 }))
  }
  await expectNoScan((db) => createPostgresLedger({ db }).pull(pull, { after: postIds[9_000] ?? null, limit: 21 }))
})

test('what anybody did is found by its verb, past whatever was taken back or is of other verbs', async () => {
  const everyone = pullOf(exploreFeed())
  const wide = { ...pullOf(homeFeed(me)), isWide: true }
  for (const [pull, at] of [
    [everyone, { limit: 21 }],
    [everyone, { before: postIds[9_000], limit: 400 }],
    [everyone, { after: postIds[9_000], limit: 21 }],
    [wide, { limit: 21 }],
  ] as const) {
    const [first = '', generic = ''] = await plansOf((db) => createPostgresLedger({ db }).pull(pull, at))
    for (const plan of [first, generic]) {
      expect(plan).toMatch(/activity_verb_id_idx/)
      expect(plan).not.toMatch(/activity_pkey/)
    }
  }
})

test('what is addressed to a feed, among others, is read from an index', async () => {
  const query = { ids: postIds.slice(0, 400), feeds: [tagFeed('t7')] }
  const plans = await plansOf((db) => createPostgresLedger({ db }).addressedAmong(query))
  for (const plan of plans) expect(plan).toMatch(/Index (Only )?(Scan|Cond)/)
  await expectNoScan((db) => createPostgresLedger({ db }).addressedAmong(query))
})

test('what a timeline is built from is read from indexes', async () => {
  const pull = { ...pullOf(homeFeed(me)), withoutPulled: true }
  await expectNoScan((db) => createPostgresLedger({ db }).pull(pull, { limit: 400 }))
})

test('what those did whom somebody follows is read from an index alone, whatever the size of the table', async () => {
  const plans = await plansOf((db) => createPostgresLedger({ db }).pull(pullOf(homeFeed(me)), { limit: 20 }))
  for (const plan of plans) expect(plan).toMatch(/Index Only Scan using activity_actor_id_verb_id_idx/)
})

test('what feeds keep at hand is read from indexes', async () => {
  const ids = postIds.slice(-21)
  const verbs = ['post', 'repost']
  await expectNoScan((db) => createPostgresLedger({ db }).findEntries(ids))
  await expectNoScan((db) => createPostgresLedger({ db }).findTellings({ objectIds: ids, verbs, limit: 65 }))
  await expectNoScan((db) => createPostgresLedger({ db }).findTellingsFor({ objectIds: ids, verbs, owner: me }))
  await expectNoScan((db) => createPostgresLedger({ db }).findNewestBy({ actorIds: [me], verbs, limit: 400 }))
  await expectNoScan((db) => createPostgresLedger({ db }).findFollowWindows([me]))
})

test('what comes by feeds that are followed is read from indexes', async () => {
  const [sources, feeds] = [[subscribed('post')], [tagFeed('t7'), tagFeed('t8')]]
  await expectNoScan((db) =>
    createPostgresLedger({ db }).pull({ sources, feed: homeFeed(me), owner: me }, { limit: 21 }),
  )
  await expectNoScan((db) => createPostgresLedger({ db }).findNewestIn({ feeds, verbs: ['post'], limit: 400 }))
  await expectNoScan((db) => createPostgresLedger({ db }).findAddresses(postIds.slice(-21)))
})

test('who wants how much of whom, and what did well for them, is read from indexes', async () => {
  const post = { id: newId(), authorId: me, replyToId: null }
  await expectNoScan((db) => findDayOrdinals(db, [post]))
  const [plan] = await plansOf((db) => findDayOrdinals(db, [post]))
  expect(plan).toMatch(/post_day_idx/)
  await expectNoScan((db) => setBestFrom(db, { touch: async () => undefined }, [me]))
  await expectNoScan((db) => createLevels({ db, feeds: world.feeds }).reviewBest())
})

const postsOn = (db: PrismaClient) =>
  createPosts({
    linkCards: world.linkCards,
    emojiSet: world.emojiSet,
    db,
    feeds: world.feeds,
    cache: createUncached(),
    now: () => new Date(),
  })

test('the posts of a page are read from indexes', async () => {
  await expectNoScan((db) => postsOn(db).hydrate({ ids: postIds.slice(-21), viewer: { id: me } }))
  await expectNoScan((db) => loadCounts(db, postIds.slice(0, 21)))
  await expectNoScan((db) => loadOwnOf(db, postIds.slice(0, 21), me))
})

test('what is counted for one viewer alone is read from the indexes of its authors and of replies for followers', async () => {
  const blocked = new Set(postIds.slice(0, 100))
  const plans = await plansOf((db) => readReplyDifference(db, { ids: postIds.slice(0, 21), viewer: me, blocked }))
  for (const plan of plans) {
    expect(plan).toMatch(/post_reply_followers_idx/)
    expect(plan).toMatch(/post_reply_author_idx/)
    expect(plan).not.toMatch(/Seq Scan/)
  }
})

test('threads, counts and late authors are read from indexes', async () => {
  const viewer = { id: me }
  const [postId = ''] = postIds
  await expectNoScan((db) => postsOn(db).thread({ postId, viewer }))
  await expectNoScan((db) => postsOn(db).countBy({ authorId: me, viewer }))
  await expectNoScan((db) => postsOn(db).recentAuthors({ viewer, limit: 100 }))
})

test('the newest of many replies come in the order of their index, whichever way they are ranked', async () => {
  const [postId = ''] = postIds
  for (const order of ['newest', 'best'] as const) {
    const plans = await plansOf((db) => postsOn(db).replies({ postId, viewer: null, order }))
    expect(plans.join('\n')).toMatch(/Index Only Scan Backward using post_reply_to_id_id_idx/)
    await expectNoScan((db) => postsOn(db).replies({ postId, viewer: null, order }))
  }
})

test('people for a mention are read from indexes', async () => {
  await expectNoScan((db) => completePeople(db, { viewer: { id: me }, prefix: 'p' }))
})

test('followers, deliveries and the outbox are read from indexes', async () => {
  await expectNoScan((db) =>
    createPostgresLedger({ db }).findFollowers({ id: me, after: postIds[0] ?? null, limit: 10 }),
  )
  await expectNoScan((db) => createPostgresLedger({ db }).findFollowing({ id: me, after: null, limit: 10 }))
  await expectNoScan((db) => createPostgresLedger({ db }).followedAmong({ followerId: me, ids: postIds.slice(0, 20) }))
  await expectNoScan((db) => createPostgresLedger({ db }).getDelivery(postIds[5] ?? ''))
  const plans = await plansOf((db) =>
    createPostgresLedger({ db }).findUnfinished({ recordedBefore: new Date(), limit: 2_000 }),
  )
  expect(plans.join()).toMatch(/activity_outbox_idx/)
})

test('what was taken back is found to be deleted, and is in no index that feeds read', async () => {
  // A DELETE is planned each time.
  const [plan] = await plansOf((db) => createPostgresLedger({ db }).purge({ retractedBefore: new Date(), limit: 100 }))
  expect(plan).toMatch(/activity_purge_idx/)
  expect(plan).not.toMatch(/Seq Scan/)
  const sizes = await world.db.$queryRaw<{ name: string; tuples: number }[]>`
    SELECT relname AS name, reltuples::int AS tuples FROM pg_class
    WHERE relname IN ('activity_actor_id_verb_id_idx', 'activity_object_id_id_idx', 'activity_verb_id_idx', 'activity_pkey')`
  const tuplesOf = (index: string) => sizes.find(({ name }) => name === index)?.tuples
  // As ANALYZE estimates them.
  expect(tuplesOf('activity_pkey')).toBeGreaterThan(39_000)
  for (const index of ['activity_actor_id_verb_id_idx', 'activity_object_id_id_idx', 'activity_verb_id_idx'])
    expect(tuplesOf(index)).toBeLessThan(21_000)
})

test('retracting reads an index, also for an object to which much was done', async () => {
  await world.db.$executeRaw`
    INSERT INTO activity (id, actor_id, verb, object_id, time, fanned_out_at)
    SELECT gen_random_uuid(), id, 'follow', ${me}::uuid, now(), now() FROM "user"`
  await expectNoScan((db) =>
    db.$transaction((tx) =>
      createPostgresLedger({ db }).retract(tx, { objectId: me, actorId: postIds[0], verb: 'follow' }),
    ),
  )
  await expectNoScan((db) =>
    db.$transaction((tx) => createPostgresLedger({ db }).retract(tx, { objectId: me }, { limit: 500 })),
  )
})
