import { afterAll, beforeAll, expect, test } from 'vitest'
import { exploreFeed } from '#app/domain/feeds/declarations.ts'
import { createLinkCards } from '#app/domain/posts/link-cards/link-cards.server.ts'
import { type Fetched, FetchFailed } from '#app/lib/safe-fetch/safe-fetch.server.ts'
import type { Wiring } from '#app/wiring.server.ts'
import { secondWiring } from '#test/support/second-wiring.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()
/** A process of a site that asks pages, and one of a site that does not. */
let [on, off]: Wiring[] = []
beforeAll(() => {
  on = secondWiring(world, { LINK_PREVIEWS: 'on', ORIGIN: 'https://social.example' })
  off = secondWiring(world)
})
afterAll(async () => {
  await on?.close()
  await off?.close()
})

const minute = 60_000
const day = 24 * 60 * minute

/** Posts whose links get cards, of an internet and at a time of this test's own. */
function cards(site = on) {
  if (!site) throw new Error('the site is there when the first test begins')
  const { db, cache, queue, log, env, posts } = site
  const asked: string[] = []
  const internet = new Map<string, Partial<Fetched> | 'away' | 'deadly'>()
  const clock = { nowMs: Date.now() + 60 * minute }
  const linkCards = createLinkCards({
    ...{
      db,
      cache,
      queue,
      log,
      now: () => new Date(clock.nowMs),
      keepImage: async () => null,
      isOn: env.LINK_PREVIEWS === 'on',
      origin: env.origin,
    },
    async fetchPage(url) {
      asked.push(url)
      const page = internet.get(url) ?? 'away'
      if (page === 'away') throw new FetchFailed()
      if (page === 'deadly') throw new Error('killed')
      return { url, status: 200, contentType: 'text/html', body: Buffer.from(''), isCut: false, ...page }
    },
  })
  return {
    ...{ asked, internet, clock, linkCards, posts },
    /** What the job does for a page. */
    async work(url: string): Promise<void> {
      const { key } = await db.linkCard.findFirstOrThrow({ where: { url } })
      await linkCards.fetch({ key })
    },
    async cardOf(postId: string) {
      return (await posts.view({ postId, viewer: null })).card
    },
  }
}

const page = (title: string) => ({ body: Buffer.from(`<title>${title}</title>`) })
let links = 0
const newLink = () => `https://site${++links}.example/`

test('a post shows what the page that it links to says, as soon as that is known', async () => {
  const { posts, internet, work, cardOf, asked } = cards()
  const [alice, url] = [await world.person('alice'), newLink()]
  internet.set(url, { body: Buffer.from('<title>T</title><meta name=description content=D>') })
  const { id } = await posts.create({ author: alice, input: { text: `see ${url}#part, all` } })
  expect(await cardOf(id)).toBeNull()
  await work(url)
  expect(await cardOf(id)).toEqual({
    url,
    host: new URL(url).host,
    title: 'T',
    description: 'D',
    siteName: null,
    image: null,
  })
  const { items } = await posts.feed({ feed: exploreFeed(), viewer: null })
  expect(items.find((post) => post.id === id)?.card?.title).toBe('T')
  expect(asked).toEqual([url])
})

test('a page is asked once, however many posts link to it and however many workers run', async () => {
  const { posts, internet, work, cardOf, asked } = cards()
  const [alice, url] = [await world.person('alice'), newLink()]
  internet.set(url, page('once'))
  const made = await Promise.all(
    Array.from({ length: 10 }, (_, n) => posts.create({ author: alice, input: { text: `${n} ${url}` } })),
  )
  await Promise.all(Array.from({ length: 5 }, () => work(url)))
  for (const { id } of made) expect((await cardOf(id))?.title).toBe('once')
  const { id } = await posts.create({ author: alice, input: { text: `later ${url}` } })
  await work(url)
  expect((await cardOf(id))?.title).toBe('once')
  expect(asked).toEqual([url])
})

test('no card for a link that its author leaves out, of this site, or on a site that asks nobody', async () => {
  const alice = await world.person('alice')
  const [asking, silent] = [cards(), cards(off)]
  const url = newLink()
  const kept = [
    await asking.posts.create({ author: alice, input: { text: url, card: 'off' } }),
    await asking.posts.create({ author: alice, input: { text: 'see https://social.example/posts/1' } }),
    await silent.posts.create({ author: alice, input: { text: url } }),
  ]
  expect(await world.db.linkCard.count({ where: { url } })).toBe(0)
  for (const { id } of kept) expect(await asking.cardOf(id)).toBeNull()
  // One that asked before and is told to stop.
  await asking.posts.create({ author: alice, input: { text: url } })
  await silent.work(url)
  expect([await silent.linkCards.sweep(), silent.asked]).toEqual([0, []])
})

test('a page that does not answer is asked again later and later, four times, and anew for a post of the next day', async () => {
  const { posts, linkCards, work, asked, clock, internet, cardOf } = cards()
  const [alice, url] = [await world.person('alice'), newLink()]
  const { id } = await posts.create({ author: alice, input: { text: url } })
  const startMs = clock.nowMs
  const askedAt: number[] = []
  for (; clock.nowMs < startMs + 10 * 60 * minute; clock.nowMs += minute) {
    const before = asked.length
    await work(url)
    if (asked.length > before) askedAt.push((clock.nowMs - startMs) / minute)
  }
  expect(askedAt).toEqual([0, 2, 22, 202])
  await linkCards.want(`again ${url}`)
  await work(url)
  expect(asked).toHaveLength(4)
  clock.nowMs += 24 * 60 * minute
  internet.set(url, page('back'))
  await linkCards.want(`tomorrow ${url}`)
  await work(url)
  expect((await cardOf(id))?.title).toBe('back')
})

test('what is no page, or says nothing, gives no card and is not asked again', async () => {
  const { posts, work, asked, internet, clock, cardOf } = cards()
  const alice = await world.person('alice')
  const answers: Partial<Fetched>[] = [
    { ...page('gone'), status: 404 },
    { ...page('pdf'), contentType: 'application/pdf' },
    { body: Buffer.from('<p>no title') },
  ]
  for (const answer of answers) {
    const url = newLink()
    internet.set(url, answer)
    const { id } = await posts.create({ author: alice, input: { text: url } })
    await work(url)
    clock.nowMs += 10 * 60 * minute
    await work(url)
    expect(await cardOf(id)).toBeNull()
  }
  expect(asked).toHaveLength(answers.length)
})

test('a page whose job is lost is found by the sweep when its claim has run out', async () => {
  const { posts, internet, work, linkCards, clock, cardOf } = cards()
  const [alice, url] = [await world.person('alice'), newLink()]
  internet.set(url, 'deadly')
  const { id } = await posts.create({ author: alice, input: { text: url } })
  await expect(work(url)).rejects.toThrow('killed')
  const isDue = async () => {
    await linkCards.sweep()
    const jobs = await on?.redis.keys('*posts.link-card*')
    const { key } = await world.db.linkCard.findFirstOrThrow({ where: { url } })
    return jobs?.some((name) => name.includes(key))
  }
  await world.redis.flushdb()
  expect(await isDue()).toBe(false)
  clock.nowMs += 3 * minute
  expect(await isDue()).toBe(true)
  internet.set(url, page('alive'))
  await work(url)
  expect((await cardOf(id))?.title).toBe('alive')
})

test('a post is sent twice with its card, and its text is as it was', async () => {
  const { posts, internet, work, cardOf } = cards()
  const [alice, url] = [await world.person('alice'), newLink()]
  internet.set(url, page('t'))
  const input = { text: `once ${url}`, clientKey: 'once-with-card' }
  const first = await posts.create({ author: alice, input })
  expect(await posts.create({ author: alice, input })).toEqual(first)
  await work(url)
  const post = await posts.view({ postId: first.id, viewer: null })
  expect([textOf(post), (await cardOf(first.id))?.title]).toEqual([`once ${new URL(url).host}`, 't'])
})

test('an edited post has the card of what it links to now', async () => {
  const { posts, internet, work, cardOf } = cards()
  const [alice, first, second] = [await world.person('alice'), newLink(), newLink()]
  internet.set(first, page('first')).set(second, page('second'))
  const { id: postId } = await posts.create({ author: alice, input: { text: 'my https://social.example/posts/1' } })
  const edit = (text: string) => posts.edit({ postId, viewer: alice, input: { text } })
  // A link of this site has no card, and nobody left that out.
  await edit(`see ${first}`)
  await work(first)
  expect((await cardOf(postId))?.title).toBe('first')
  await edit(`rather see ${second}`)
  expect(await cardOf(postId)).toBeNull()
  await work(second)
  expect((await cardOf(postId))?.title).toBe('second')
  await edit('see nothing')
  expect(await cardOf(postId)).toBeNull()
})

test('a page whose card the author left out is not asked for by an edit', async () => {
  const { posts, cardOf } = cards()
  const [alice, url, other] = [await world.person('alice'), newLink(), newLink()]
  const { id: postId } = await posts.create({ author: alice, input: { text: url, card: 'off' } })
  for (const text of [`see ${url}`, `see ${other}`]) await posts.edit({ postId, viewer: alice, input: { text } })
  expect(await world.db.linkCard.count({ where: { url: { in: [url, other] } } })).toBe(0)
  expect(await cardOf(postId)).toBeNull()
})

test('a card stays with its link when a site asks nobody any more', async () => {
  const { posts, internet, work, cardOf } = cards()
  const [alice, url] = [await world.person('alice'), newLink()]
  internet.set(url, page('kept'))
  const { id: postId } = await posts.create({ author: alice, input: { text: url } })
  await work(url)
  const edit = (text: string) => cards(off).posts.edit({ postId, viewer: alice, input: { text } })
  await edit(`see ${url}#part`)
  expect((await cardOf(postId))?.title).toBe('kept')
  await edit(`see ${newLink()}`)
  expect(await cardOf(postId)).toBeNull()
})

test('a card is deleted when it has expired and no post shows it, on a site that asks nobody too', async () => {
  const { posts, internet, work, linkCards, clock, cardOf } = cards()
  const [alice, gone, kept] = [await world.person('alice'), newLink(), newLink()]
  internet.set(gone, page('gone')).set(kept, page('kept'))
  const made = await posts.create({ author: alice, input: { text: gone } })
  const { id } = await posts.create({ author: alice, input: { text: kept } })
  await work(gone)
  await work(kept)
  await posts.remove({ postId: made.id, viewer: alice })
  const sweep = async (site = linkCards) => {
    await site.sweep()
    const held = await world.db.linkCard.findMany({ where: { url: { in: [gone, kept] } }, select: { url: true } })
    return held.map(({ url }) => url)
  }
  expect((await sweep()).sort()).toEqual([gone, kept].sort())
  clock.nowMs += 9 * day
  // Asked for by a post that is not there yet.
  await linkCards.want(gone)
  expect((await sweep()).sort()).toEqual([gone, kept].sort())
  await work(gone)
  clock.nowMs += 9 * day
  expect(await sweep()).toEqual([kept])
  expect((await cardOf(id))?.title).toBe('kept')
  const again = await posts.create({ author: alice, input: { text: `again ${gone}` } })
  expect(await cardOf(again.id)).toBeNull()
  await work(gone)
  expect((await cardOf(again.id))?.title).toBe('gone')

  await posts.remove({ postId: id, viewer: alice })
  const silent = cards(off)
  silent.clock.nowMs = clock.nowMs + 40 * day
  expect(await sweep(silent.linkCards)).toEqual([gone])
})

test('a link whose address is longer than what is kept of one is posted without a card', async () => {
  const { posts, cardOf } = cards()
  const alice = await world.person('alice')
  const { id } = await posts.create({ author: alice, input: { text: `https://one.example/${'é'.repeat(1000)}` } })
  expect(await cardOf(id)).toBeNull()
})

test('a page that ends its worker each time is asked four times, too', async () => {
  const { posts, internet, work, asked, clock } = cards()
  const [alice, url] = [await world.person('alice'), newLink()]
  internet.set(url, 'deadly')
  await posts.create({ author: alice, input: { text: url } })
  for (let times = 0; times < 8; times += 1) {
    await work(url).catch(() => undefined)
    clock.nowMs += 200 * minute
  }
  expect(asked).toHaveLength(4)
  expect(await world.db.linkCard.findFirst({ where: { url } })).toMatchObject({ title: null, dueAt: null })
})
