import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { eachAtOnce } from '#app/lib/each-at-once.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { everyAddress } from '#test/support/addresses.ts'
import { postImages, readyImage } from '#test/support/images.ts'
import { startWeb, type Visitor } from '#test/support/web.ts'

const web = startWeb()

/** The addresses at which a visitor reads something of what is hidden, or fails otherwise than by being refused. */
async function leaksTo(visitor: Pick<Visitor, 'get'>, { addresses, canary }: Scene): Promise<string[]> {
  const leaks: string[] = []
  await eachAtOnce(8, [...addresses], async (address) => {
    const response = await visitor.get(address)
    if ((await response.text()).includes(canary)) leaks.push(address)
    if (response.status >= 500) leaks.push(`${address}: ${response.status}`)
  })
  return leaks
}

type Scene = Awaited<ReturnType<typeof stage>>

/** Posts that say `canary`, as nothing else does, in all that a post has, and what others did with them while they could. */
async function stage(name: string) {
  const { world } = web()
  const [canary, tag] = [`canary-${name}`, `tide_${name}`]
  const eve = await web().member(`eve_${name}`)
  const [author, ben] = [await world.person('author'), await world.person('ben')]
  await world.follow(eve.viewer, author, ben)
  await world.follow(ben, author)
  const image = await readyImage(world, author)
  const first = await postImages(world, author, [image.id], {
    text: `${canary} first #${tag}`,
    warning: `${canary} warning`,
  })
  const poll = [`${canary} one`, `${canary} two`]
  const { id: second } = await world.posts.create({ author, input: { text: `${canary} which?`, poll } })
  for (const postId of [first, second]) await world.posts.setPinned({ postId, viewer: author, isOn: true })
  await world.posts.edit({ postId: second, viewer: author, input: { text: `${canary} which of them?` } })

  const posts = [first, second]
  const folder = await world.bookmarks.createFolder({ viewer: eve.viewer, input: { name: 'Kept' } })
  for (const postId of [first, second]) {
    await world.bookmarks.bookmark({ postId, viewer: eve.viewer, folderId: folder.id })
    for (const viewer of [eve.viewer, ben]) posts.push(...(await actOn(postId, viewer)))
  }
  const list = await world.lists.create({ viewer: eve.viewer, input: { name: 'Watched' } })
  await world.lists.setPerson({ viewer: eve.viewer, listId: list.id, handle: author.handle, isOn: true })
  await world.drafts.save({
    viewer: eve.viewer,
    input: { clientKey: newId(), version: 0, fields: { text: 'quoting', quoteId: first } },
  })
  const [draft] = await world.drafts.all({ viewer: eve.viewer })
  await world.drain()
  return { eve, author, ben, posts, canary, addresses: addressesOf() }

  function addressesOf(): Set<string> {
    const parts = [
      { listId: list.id, folderId: folder.id, tag, key: image.key, id: image.id, size: 'small' },
      ...posts.map((postId) => ({ postId })),
      ...[author, ben, eve.viewer].map(({ id, handle }) => ({ accountId: id, handle })),
    ]
    const ways = [`/compose?quote=${first}`, `/compose?draft=${draft?.id}`, `/?cursor=`, `/posts/${first}?sort=best`]
    return new Set([...parts.flatMap(everyAddress), ...ways])
  }
}

/** @returns the posts that answer and quote it */
async function actOn(postId: Id, viewer: Viewer): Promise<Id[]> {
  const { posts } = web().world
  await posts.react({ postId, viewer, kind: 'wow' })
  await posts.repost({ postId, viewer })
  const { id: reply } = await posts.create({ author: viewer, input: { text: 'an answer', replyToId: postId } })
  const { id: quote } = await posts.create({ author: viewer, input: { text: 'look at this', quoteId: postId } })
  return [reply, quote]
}

const ways: Record<string, (scene: Scene) => Promise<unknown>> = {
  'of an author who blocks the reader': ({ eve, author }) =>
    web().world.safety.block({ viewer: author, handle: eve.viewer.handle }),
  'of an author whom the reader blocks': ({ eve, author }) =>
    web().world.safety.block({ viewer: eve.viewer, handle: author.handle }),
  'of an author who is suspended': ({ author }) =>
    web().world.safety.suspend({ handle: author.handle, by: 'operator' }),
  'of a private account that took the reader off its followers': async ({ eve, author }) => {
    const { safety } = web().world
    await safety.setPrivate({ viewer: author, isPrivate: true })
    await safety.removeFollower({ viewer: author, handle: eve.viewer.handle })
    await web().world.accounts.follow({ viewer: eve.viewer, handle: author.handle })
  },
  'for followers, of whom the reader is none any more': async ({ eve, author, posts }) => {
    for (const postId of posts.slice(0, 2))
      await web().world.posts.setAudience({ postId, viewer: author, audience: 'followers' })
    await web().world.unfollow(eve.viewer, author)
  },
  'that are deleted': async ({ author, posts }) => {
    for (const postId of posts.slice(0, 2)) await web().world.posts.remove({ postId, viewer: author })
  },
}

test.each(Object.entries(ways))(
  'posts %s are at no address',
  async (way, hide) => {
    const scene = await stage(`w${Object.keys(ways).indexOf(way)}`)
    const { eve } = scene
    expect((await leaksTo(eve, scene)).length, 'before').toBeGreaterThan(40)
    await hide(scene)
    expect(await leaksTo(eve, scene)).toEqual([])
    await web().world.drain()
    expect(await leaksTo(eve, scene), 'when all is done').toEqual([])
    const isForEverybodyElse = way.includes('block')
    if (!isForEverybodyElse) expect(await leaksTo(web().visitor(), scene)).toEqual([])
  },
  120_000,
)
