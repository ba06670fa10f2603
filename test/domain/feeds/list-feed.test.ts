import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { listFeed } from '#app/domain/feeds/declarations.ts'
import type { Audience, PostView } from '#app/domain/posts/post-views.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()

/** Somebody with a list, and how they read it. */
async function reader() {
  const viewer = await world.person('reader')
  const { id: listId } = await world.lists.create({ viewer, input: { name: 'people' } })
  const read = async (limit = 20, cursor?: string | null) =>
    world.posts.feed({ feed: listFeed(listId), viewer, limit, cursor })
  return {
    viewer,
    listId,
    read,
    texts: async () => (await read()).items.map(textOf),
    set: ({ handle }: Viewer, isOn = true) => world.lists.setPerson({ viewer, listId, handle, isOn }),
  }
}

const write = (author: Viewer, text: string, audience: Audience = 'public') =>
  world.posts.create({ author, input: { text, audience } })

test('a list shows what the people on it post, whoever is followed', async () => {
  const { set, texts } = await reader()
  const [ana, bo] = [await world.person('ana'), await world.person('bo')]
  await write(ana, 'on the list')
  await write(bo, 'not on it')
  await set(ana)
  expect(await texts()).toEqual(['on the list'])
  await set(ana, false)
  expect(await texts()).toEqual([])
})

test('what is for followers is there for who follows', async () => {
  const { viewer, set, texts } = await reader()
  const ana = await world.person('ana')
  await write(ana, 'for everyone')
  await write(ana, 'for followers', 'followers')
  await set(ana)
  expect(await texts()).toEqual(['for everyone'])
  await world.follow(viewer, ana)
  expect(await texts()).toEqual(['for followers', 'for everyone'])
  await world.unfollow(viewer, ana)
  expect(await texts()).toEqual(['for everyone'])
})

test('who is muted, blocked, blocks or is suspended is not there until that ends', async () => {
  const { viewer, set, texts } = await reader()
  const ana = await world.person('ana')
  await write(ana, 'a post')
  await set(ana)
  const toAna = { viewer, handle: ana.handle }
  const toReader = { viewer: ana, handle: viewer.handle }
  const toNobody = { handle: ana.handle, by: 'operator' } as const
  for (const [hide, show] of [
    [() => world.safety.mute(toAna), () => world.safety.unmute(toAna)],
    [() => world.safety.block(toAna), () => world.safety.unblock(toAna)],
    [() => world.safety.block(toReader), () => world.safety.unblock(toReader)],
    [() => world.safety.suspend(toNobody), () => world.safety.unsuspend(toNobody)],
  ] as const) {
    await hide()
    expect(await texts()).toEqual([])
    await show()
    expect(await texts()).toEqual(['a post'])
  }
})

test('a post is there once, with those of the list who handed it on', async () => {
  const { set, read } = await reader()
  const [author, ana, bo, other] = [
    await world.person('author'),
    await world.person('ana'),
    await world.person('bo'),
    await world.person('other'),
  ]
  const { id: postId } = await write(author, 'handed on')
  for (const viewer of [ana, bo, other]) await world.posts.repost({ postId, viewer })
  for (const person of [ana, bo]) await set(person)
  const shared = ({ items }: { items: readonly PostView[] }) =>
    items.map((post) => [textOf(post), post.reposts?.count, post.reposts?.by.map(({ id }) => id)])
  expect(shared(await read())).toEqual([['handed on', 2, [bo.id, ana.id]]])
})

test('its pages neither repeat nor skip, while its people write', async () => {
  const { set, read } = await reader()
  const people = [await world.person('ana'), await world.person('bo')] as const
  for (const person of people) await set(person)
  for (let n = 0; n < 7; n += 1) await write(people[n % 2 === 0 ? 0 : 1], `post ${n}`)
  const first = await read(3)
  await write(people[0], 'a new one')
  const second = await read(3, first.nextCursor)
  const third = await read(3, second.nextCursor)
  const seen = [first, second, third].flatMap(({ items }) => items.map(textOf))
  expect(seen).toEqual(['post 6', 'post 5', 'post 4', 'post 3', 'post 2', 'post 1', 'post 0'])
  expect(third.nextCursor).toBeNull()
})
