import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { userFeed } from '#app/domain/feeds/declarations.ts'
import type { PostView } from '#app/domain/posts/post-views.ts'
import type { Id } from '#app/lib/id.ts'
import type { Wiring } from '#app/wiring.server.ts'
import { holds } from '#test/support/property.ts'
import { secondWiring } from '#test/support/second-wiring.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()
let other: Wiring

beforeAll(() => {
  other = secondWiring(world)
})
afterAll(() => other.close())

const deeds = ['name', 'react', 'reply', 'repost', 'read'] as const
const step = fc.record({ deed: fc.constantFrom(...deeds), isElsewhere: fc.boolean() })
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never
/** What begins at the same time; then all of it ends. */
const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 6 })

/** What only grows: the name's number, reactions, replies, reposts. */
type Counts = Record<Exclude<(typeof deeds)[number], 'read'>, number>
const countsOf = ({ author, reactions, replyCount, repostCount }: PostView): Counts => ({
  name: Number(author.name),
  react: reactions.reduce((sum, { count }) => sum + count, 0),
  reply: replyCount,
  repost: repostCount,
})

const nothing = (): Counts => ({ name: 0, react: 0, reply: 0, repost: 0 })

async function read({ posts }: Wiring, author: Viewer, postId: Id): Promise<Counts[]> {
  const [page, post] = await Promise.all([
    posts.feed({ feed: userFeed(author.id), viewer: null }),
    posts.view({ postId, viewer: author }),
  ])
  return [...page.items.filter(({ id }) => id === postId), post].map(countsOf)
}

test('whatever is done at once in two processes, no view is older than what was answered before', async () => {
  const property = fc.asyncProperty(rounds, async (plan) => {
    const author = await world.person('author')
    const crowd = await Promise.all(Array.from({ length: 12 }, () => world.person('crowd')))
    const postId = await world.post(author, 'hello')
    await world.accounts.updateProfile({ viewer: author, input: { name: '0', bio: '' } })
    const [begun, answered] = [nothing(), nothing()]

    async function act({ deed, isElsewhere }: Step): Promise<void> {
      const by = isElsewhere ? other : world
      if (deed === 'read') {
        const floor = { ...answered }
        for (const counts of await read(by, author, postId))
          for (const [what, count] of Object.entries(floor))
            expect(Reflect.get(counts, what), what).toBeGreaterThanOrEqual(count)
        return
      }
      begun[deed] += 1
      const number = begun[deed]
      const viewer = crowd[number % crowd.length] ?? author
      if (deed === 'name') await by.accounts.updateProfile({ viewer: author, input: { name: String(number), bio: '' } })
      if (deed === 'reply') await by.posts.create({ author: viewer, input: { text: 'yes', replyToId: postId } })
      if (deed === 'react') await by.posts.react({ postId, viewer, kind: 'like' })
      if (deed === 'repost') await by.posts.repost({ postId, viewer })
      // Of two names at once either may be the last; and the crowd comes round again.
      const hasGrown = deed === 'reply' || (deed !== 'name' && number <= crowd.length)
      if (hasGrown) answered[deed] += 1
    }

    for (const round of plan) {
      await Promise.all(round.map(act))
      const [row] = await world.db.$queryRaw<Counts[]>`
        SELECT u.name::int AS name, (SELECT count(*)::int FROM reaction WHERE post_id = p.id) AS react,
          (SELECT count(*)::int FROM post r WHERE r.reply_to_id = p.id) AS reply,
          (SELECT count(*)::int FROM repost WHERE post_id = p.id) AS repost
        FROM post p JOIN "user" u ON u.id = p.author_id WHERE p.id = ${postId}::uuid`
      for (const wiring of [world, other])
        for (const counts of await read(wiring, author, postId)) expect(counts).toEqual(row)
    }
  })
  await holds(property, 25)
})
