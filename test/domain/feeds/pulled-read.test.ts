import { expect, test } from 'vitest'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { kinds } from '#app/domain/feeds/facts.ts'
import type { Entry } from '#app/domain/feeds/types.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()

const view = async () => ({
  bumps: true,
  seeActors: async (ids: ReadonlySet<Id>) => ids,
  hydrate: async (entries: readonly Entry[]) => new Map(entries.map(({ objectId }) => [objectId, objectId])),
})

/** From now on nobody is written what they do; who follows them merges it. */
async function pull(...actorIds: Id[]): Promise<void> {
  await world.cache.write(async (touch) => {
    await touch({ kind: kinds.pulled, id: 'all' })
    await world.db.pulledAuthor.createMany({ data: actorIds.map((actorId) => ({ actorId })) })
  })
}

/** So many activities of each in turn, the oldest first; delivered to nobody. */
async function act(actorIds: readonly Id[], count: number, from: number): Promise<void> {
  const activities = Array.from({ length: count }, (_, index) => {
    const id = newId(new Date(from + index))
    return { id, actorId: actorIds[index % actorIds.length] ?? '', verb: 'post', objectId: id }
  })
  await world.feeds.transaction((_, { publish }) => publish(...activities))
}

async function walk(owner: Id, limit: number): Promise<Id[]> {
  const ids: Id[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof world.feeds.read<Id>>> = await world.feeds.read({
      feed: homeFeed(owner),
      limit,
      cursor,
      view,
    })
    if (page.nextCursor) expect(page.items).toHaveLength(limit)
    ids.push(...page.items.map(({ at }) => at))
    cursor = page.nextCursor
  } while (cursor)
  return ids
}

async function climb(owner: Id, from: Id, limit: number): Promise<Id[]> {
  const ids = [from]
  for (;;) {
    const { items, prevCursor } = await world.feeds.readAbove({
      feed: homeFeed(owner),
      limit,
      after: cursorOf(ids),
      view,
    })
    if (items.length === 0) return ids
    expect(prevCursor).not.toBeNull()
    ids.push(...items.map(({ at }) => at).toReversed())
  }
}
const cursorOf = (ids: readonly Id[]) =>
  Buffer.from((ids.at(-1) ?? '').replaceAll('-', ''), 'hex').toString('base64url')

test.each([
  ['more than an outbox holds', 450, 100],
  ['less', 60, 500],
  ['nothing', 0, 30],
])(
  'a walk meets %s of those who are not written ahead, each once, in order, up and down',
  async (_, pulled, written) => {
    const me = await world.person('me')
    const [star, other, friend] = [newId(), newId(), newId()]
    for (const followeeId of [star, other, friend]) await world.feeds.follow({ followerId: me.id, followeeId })
    const from = Date.now() - 3_600_000
    await act([friend], written, from)
    await world.feeds.duties.rebuild({ feed: homeFeed(me.id) })
    await pull(star, other)
    await act([star, other, star], pulled, from + 150)
    const truth = await world.ledger.pull(
      { sources: [{ kind: 'following', verbs: ['post'] }], feed: homeFeed(me.id), owner: me.id },
      { limit: 5_000 },
    )
    const ids = truth.map(({ id }) => id)
    expect(ids).toHaveLength(pulled + written)
    for (const limit of [7, 100]) {
      expect(await walk(me.id, limit)).toEqual(ids)
      expect(await climb(me.id, ids.at(-1) ?? '', limit)).toEqual(ids.toReversed())
    }
  },
)

test('what they do is there at once, and gone at once', async () => {
  const [me, star] = [await world.person('me'), await world.person('star')]
  await world.post(me, 'mine')
  await world.follow(me, star)
  await world.drain()
  await pull(star.id)
  await world.home(me)
  await world.drain()
  const id = await world.post(star, 'from the sky')
  expect(await world.home(me)).toEqual(['from the sky', 'mine'])
  await world.posts.remove({ postId: id, viewer: star })
  expect(await world.home(me)).toEqual(['mine'])
  await world.post(star, 'again')
  expect(await world.home(me)).toEqual(['again', 'mine'])
  await world.unfollow(me, star)
  expect(await world.home(me)).toEqual(['mine'])
})
