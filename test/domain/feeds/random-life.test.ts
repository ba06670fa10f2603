import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import type { Id } from '#app/lib/id.ts'
import { checkHomes, homeTruth } from '#test/support/checker.ts'
import { holds } from '#test/support/property.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()
const members = 4

const member = fc.nat(members - 1)
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('follow' as const), who: member, whom: member }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('unfollow' as const), who: member, whom: member }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constant('post' as const), who: member }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('reply' as const), who: member, which: fc.nat(50) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('remove' as const), which: fc.nat(50) }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('read' as const), who: member }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('rebuild' as const), who: member }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('drain' as const) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('flush' as const) }) },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** Lives through the steps. Reads by people who have nothing undelivered are held against the truth on the way. */
async function live(steps: readonly Step[]): Promise<Viewer[]> {
  const people = await Promise.all(Array.from({ length: members }, (_, n) => world.person(`member ${n}`)))
  const [first] = people
  if (!first) throw new Error('nobody lives here')
  const person = (index: number) => people[index] ?? first
  const posts: { id: Id; author: Viewer }[] = []
  for (const doing of steps) {
    if (doing.type === 'follow' && doing.who !== doing.whom) await world.follow(person(doing.who), person(doing.whom))
    if (doing.type === 'unfollow') await world.unfollow(person(doing.who), person(doing.whom))
    if (doing.type === 'post') {
      const author = person(doing.who)
      posts.push({ id: await world.post(author, `post ${posts.length}`), author })
    }
    if (doing.type === 'reply' || doing.type === 'remove') {
      const chosen = posts[doing.which % Math.max(posts.length, 1)]
      if (!chosen) continue
      if (doing.type === 'reply') await world.post(person(doing.who), 'reply', chosen.id)
      else {
        await world.posts.remove({ postId: chosen.id, viewer: chosen.author })
        posts.splice(posts.indexOf(chosen), 1)
      }
    }
    if (doing.type === 'read') await checkSafe(person(doing.who))
    if (doing.type === 'rebuild') await world.feeds.duties.rebuild({ feed: homeFeed(person(doing.who).id) })
    if (doing.type === 'drain') await world.drain()
    if (doing.type === 'flush') await world.redis.flushdb()
  }
  return people
}

/** At any moment: nothing that may not be seen, nothing twice, in order. */
async function checkSafe(viewer: Viewer): Promise<void> {
  const { items } = await world.posts.feed({ feed: homeFeed(viewer.id), viewer, limit: 100 })
  const shown = items.map(({ id }) => id)
  const truth = await homeTruth(world, viewer.id)
  expect(truth.filter((id) => shown.includes(id))).toEqual(shown)
}

test('whatever people do, in quiet every home feed is the truth', async () => {
  const property = fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
    const people = await live(steps)
    await world.drain()
    await world.db.$executeRaw`UPDATE activity SET recorded_at = recorded_at - interval '1 minute'`
    await world.feeds.duties.sweep()
    await world.drain()
    await checkHomes(world, people)
    await world.drain()
    await checkHomes(world, people)
  })
  await holds(property, 30)
})
