import fc from 'fast-check'
import { test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { homeFeed } from '#app/domain/feeds/declarations.ts'
import { derivedId, newId } from '#app/lib/id.ts'
import { checkHomes } from '#test/support/checker.ts'
import { holds } from '#test/support/property.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()

const author = fc.constantFrom(0, 1)
/** By the hour of three days, in two parts that may meet within a day: of some days there is more than is shown. */
const imports = fc.record({
  hours: fc.uniqueArray(fc.record({ author, hour: fc.nat(71) }), {
    maxLength: 24,
    selector: ({ author, hour }) => `${author} ${hour}`,
  }),
  inFirstPart: fc.nat(24),
})
const writes = fc.array(
  fc.record({
    author,
    as: fc.constantFrom('post', 'post', 'post', 'reply', 'for those mentioned'),
    isRemoved: fc.boolean(),
    likes: fc.nat(2),
  }),
  { maxLength: 14 },
)
const wanted = fc.tuple(fc.constantFrom('less', 'best', 'normal'), fc.constantFrom('less', 'best'))

type Authors = readonly [Viewer, Viewer]
type ValueOf<A> = A extends fc.Arbitrary<infer Value> ? Value : never

async function importPosts(authors: Authors, { hours, inFirstPart }: ValueOf<typeof imports>) {
  const posts = hours
    .toSorted((a, b) => a.hour - b.hour)
    .map(({ author, hour }) => {
      const createdAt = new Date(Date.UTC(2020, 4, 1, hour))
      const id = derivedId(createdAt, crypto.getRandomValues(new Uint8Array(10)))
      const [text, authorId] = [`hour ${hour}`, authors[author].id]
      return { sourceKey: newId(), id, authorId, text, replyToId: null, rootId: null, sourceUrl: null, createdAt }
    })
  await world.posts.importMany({ posts: posts.slice(0, inFirstPart) })
  await world.posts.importMany({ posts: posts.slice(inFirstPart) })
}

async function writePosts(authors: Authors, all: ValueOf<typeof writes>) {
  const fans = [await world.person('fan'), await world.person('fan')] as const
  const asked = await world.post(fans[0], 'asked')
  for (const [at, { author, as, isRemoved, likes }] of all.entries()) {
    const viewer = authors[author]
    const audience = as === 'for those mentioned' ? 'mentioned' : 'public'
    const input = { text: `${as} ${at}`, audience, replyToId: as === 'reply' ? asked : undefined } as const
    const { id: postId } = await world.posts.create({ author: viewer, input })
    const glad = audience === 'public' ? fans.slice(0, likes) : []
    for (const fan of glad) await world.posts.react({ postId, viewer: fan, kind: 'like' })
    if (isRemoved) await world.posts.remove({ postId, viewer })
  }
}

test('whatever two people post, and when, as much of each comes home as is wanted', async () => {
  const property = fc.asyncProperty(imports, writes, wanted, async (imported, written, levels) => {
    const ana = await world.person('ana')
    const authors = [await world.person('ben'), await world.person('carl')] as const
    await world.follow(ana, ...authors)
    await importPosts(authors, imported)
    await writePosts(authors, written)
    for (const at of [0, 1] as const)
      await world.levels.set({ viewer: ana, handle: authors[at].handle, level: levels[at] })
    await world.drain()
    await checkHomes(world, [ana], 4)
    await world.feeds.duties.rebuild({ feed: homeFeed(ana.id) })
    await checkHomes(world, [ana], 3)
  })
  await holds(property, 40)
}, 60_000)
