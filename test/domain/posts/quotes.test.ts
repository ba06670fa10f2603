import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { requireQuotable } from '#app/domain/posts/quotes.server.ts'
import type { Id } from '#app/lib/id.ts'
import { secondWiring } from '#test/support/second-wiring.ts'
import { until } from '#test/support/until.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()

async function pair() {
  const [alice, bob, reader] = [await world.person('alice'), await world.person('bob'), await world.person('reader')]
  const quoteId = await world.post(alice, 'worth quoting')
  const quote = (author: Viewer, text = 'see this') => world.posts.create({ author, input: { text, quoteId } })
  return { alice, bob, reader, quoteId, quote }
}

/** The text of what a post quotes; null where it shows nothing. */
async function quotedBy(postId: Id, viewer: Viewer | null): Promise<string | null | undefined> {
  const { quote } = await world.posts.view({ postId, viewer })
  return quote && (quote.post ? quote.post.body.map(({ text }) => text).join('') : null)
}

async function quotesOf(postId: Id, viewer: Viewer | null) {
  const { items } = await world.posts.quotes({ postId, viewer })
  return { count: (await world.posts.view({ postId, viewer })).quoteCount, texts: items.map(textOf) }
}

test('a quote shows what it quotes as it is now, and is counted and listed there', async () => {
  const { alice, bob, reader, quoteId, quote } = await pair()
  const { id } = await quote(bob)
  const other = secondWiring(world)
  expect((await other.posts.view({ postId: id, viewer: reader })).quote?.post).toMatchObject({
    id: quoteId,
    author: { handle: alice.handle },
    warning: null,
  })
  expect(await quotesOf(quoteId, reader)).toEqual({ count: 1, texts: ['see this'] })
  await world.posts.edit({ postId: quoteId, viewer: alice, input: { text: 'worth it', warning: 'careful' } })
  expect((await other.posts.view({ postId: id, viewer: reader })).quote?.post).toMatchObject({ warning: 'careful' })
  expect(await quotedBy(id, null)).toBe('worth it')
  await world.posts.remove({ postId: id, viewer: bob })
  expect(await quotesOf(quoteId, null)).toEqual({ count: 0, texts: [] })
  await other.close()
})

test('what may not be seen any more is not shown, whatever the reason', async () => {
  const { alice, bob, reader, quoteId, quote } = await pair()
  const { id } = await quote(bob)
  await world.posts.setAudience({ postId: quoteId, viewer: alice, audience: 'followers' })
  expect([await quotedBy(id, reader), await quotedBy(id, alice)]).toEqual([null, 'worth quoting'])
  await world.posts.setAudience({ postId: quoteId, viewer: alice, audience: 'unlisted' })
  expect(await quotedBy(id, reader)).toBe('worth quoting')
  await world.safety.block({ viewer: alice, handle: reader.handle })
  expect([await quotedBy(id, reader), await quotedBy(id, bob)]).toEqual([null, 'worth quoting'])
  await world.safety.suspend({ handle: alice.handle, by: 'operator' })
  expect(await quotedBy(id, bob)).toBeNull()
  await world.safety.unsuspend({ handle: alice.handle, by: 'operator' })
  await world.posts.remove({ postId: quoteId, viewer: alice })
  expect(await quotedBy(id, bob)).toBeNull()
})

test('only what is for everyone is quoted, by who may see it', async () => {
  const { alice, bob } = await pair()
  await world.follow(bob, alice)
  for (const [audience, name] of [
    ['followers', 'Conflict'],
    ['mentioned', 'NotFound'],
  ] as const) {
    const { id: quoteId } = await world.posts.create({ author: alice, input: { text: 'quiet', audience } })
    const quoting = world.posts.create({ author: bob, input: { text: 'look', quoteId } })
    await expect(quoting).rejects.toMatchObject({ name })
  }
  await world.safety.block({ viewer: alice, handle: bob.handle })
  const quoteId = await world.post(alice, 'not for bob')
  const quoting = world.posts.create({ author: bob, input: { text: 'look', quoteId } })
  await expect(quoting).rejects.toMatchObject({ name: 'NotFound' })
})

test('the author of what is quoted, and nobody else, takes it off', async () => {
  const { alice, bob, reader, quoteId, quote } = await pair()
  const { id } = await quote(bob)
  for (const viewer of [bob, reader]) {
    const detaching = world.posts.detachQuote({ postId: id, viewer })
    await expect(detaching).rejects.toMatchObject({ name: 'NotFound' })
  }
  await world.posts.detachQuote({ postId: id, viewer: alice })
  expect([await quotedBy(id, bob), await quotedBy(id, alice)]).toEqual([null, null])
  expect(textOf(await world.posts.view({ postId: id, viewer: reader }))).toBe('see this')
  expect(await quotesOf(quoteId, reader)).toEqual({ count: 0, texts: [] })
})

test('quotes are counted and listed for who may see them, page by page', async () => {
  const { bob, reader, quoteId, quote } = await pair()
  for (let n = 0; n < 5; n += 1) await quote(bob, `quote ${n}`)
  await world.posts.create({ author: bob, input: { text: 'between us', audience: 'followers', quoteId } })
  expect(await quotesOf(quoteId, reader)).toEqual({ count: 5, texts: [4, 3, 2, 1, 0].map((n) => `quote ${n}`) })
  const texts: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof world.posts.quotes>> = await world.posts.quotes({
      postId: quoteId,
      viewer: bob,
      cursor,
      limit: 2,
    })
    texts.push(...page.items.map(textOf))
    cursor = page.nextCursor
  } while (cursor !== null)
  expect(texts).toEqual(['between us', 'quote 4', 'quote 3', 'quote 2', 'quote 1', 'quote 0'])
  await world.safety.suspend({ handle: bob.handle, by: 'operator' })
  expect(await quotesOf(quoteId, reader)).toEqual({ count: 0, texts: [] })
})

test('what is quoted comes with the page: no query for each post', async () => {
  const { alice, bob } = await pair()
  for (let n = 0; n < 8; n += 1) {
    const quoteId = await world.post(alice, `first ${n}`)
    await world.posts.create({ author: bob, input: { text: `second ${n}`, quoteId } })
  }
  const ids = (await world.db.post.findMany({ where: { authorId: bob.id }, select: { id: true } })).map(({ id }) => id)
  await world.redis.flushdb()
  await world.cache.sync()
  const views = await world.posts.hydrate({ ids, viewer: bob })
  expect([...views.values()].filter(({ quote }) => quote?.post).length).toBe(8)
})

test('who may quote somebody is theirs to say, and is told before it is tried', async () => {
  const { alice, bob, reader, quoteId, quote } = await pair()
  await world.follow(bob, alice)
  const before = await quote(reader, 'before')
  const other = secondWiring(world)
  const may = async (viewer: Viewer | null) => (await other.posts.view({ postId: quoteId, viewer })).viewer.canQuote
  const refused = { name: 'Invalid', fields: { quoteId: 'errors.post.quote' } }
  for (const [quotesFrom, allowed] of [
    ['everyone', [true, true, true, true]],
    ['followers', [true, true, false, false]],
    ['nobody', [true, false, false, false]],
  ] as const) {
    await world.safety.setQuotesFrom({ viewer: alice, quotesFrom })
    expect((await world.safety.privacy({ viewer: alice })).quotesFrom).toBe(quotesFrom)
    expect([await may(alice), await may(bob), await may(reader), await may(null)], quotesFrom).toEqual(allowed)
    for (const [at, author] of [alice, bob, reader].entries()) {
      if (allowed[at]) await quote(author)
      else await expect(quote(author)).rejects.toMatchObject(refused)
    }
  }
  expect(await quotedBy(before.id, reader)).toBe('worth quoting')
  expect((await other.posts.view({ postId: quoteId, viewer: reader })).viewer.canRepost).toBe(true)
  await other.close()
})

test('a quote that is under way when its author says no is done before the answer', async () => {
  const { alice, bob, quoteId } = await pair()
  let [isAnswered, answer] = [false, Promise.resolve()]
  await world.db.$transaction(async (tx) => {
    await requireQuotable(tx, { postId: quoteId, viewerId: bob.id })
    answer = world.safety.setQuotesFrom({ viewer: alice, quotesFrom: 'nobody' }).then(() => {
      isAnswered = true
    })
    await until(
      async () => {
        const waiting = await world.db.$queryRaw<unknown[]>`
        SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
        return isAnswered || waiting.length > 0 ? true : null
      },
      { withinMs: 5_000 },
    )
    expect(isAnswered).toBe(false)
  })
  await answer
  expect(isAnswered).toBe(true)
})

test('what was taken off a post is not quoted again by writing that post anew', async () => {
  const { alice, bob, quoteId, quote } = await pair()
  const { id } = await quote(bob)
  expect((await world.posts.source({ postId: id, viewer: bob })).quoteId).toBe(quoteId)
  await world.posts.detachQuote({ postId: id, viewer: alice })
  expect((await world.posts.source({ postId: id, viewer: bob })).quoteId).toBeNull()
})
