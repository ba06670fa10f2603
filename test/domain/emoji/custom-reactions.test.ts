import { beforeAll, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/accounts/viewer.ts'
import { maxReactionKinds } from '#app/domain/posts/post-rules.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { readyEmoji, sendEmoji } from '#test/support/emoji.ts'
import { startWorld, type World } from '#test/support/world.ts'

const world: World = startWorld()
let ada: Viewer
let ben: Viewer
let parrot: Id
let shrug: Id
beforeAll(async () => {
  ada = await world.person('ada')
  ben = await world.person('ben')
  parrot = await readyEmoji(world, ada, 'parrot')
  shrug = await readyEmoji(world, ada, 'shrug')
})

const react = (postId: Id, viewer: Viewer, kind: string) => world.posts.react({ postId, viewer, kind })
const seen = async (postId: Id, viewer: Viewer) => (await world.posts.thread({ postId, viewer })).post
const shown = (name: string) => ({ name, src: expect.stringMatching(/^\/media\/[\w-]{32}\/small\.webp$/) })

test('one reacts with a custom emoji, changes it and takes it back; counts follow', async () => {
  const postId = await world.post(ada, 'hello')
  await react(postId, ada, 'like')
  const both = [
    { kind: 'like', count: 1 },
    { kind: parrot, count: 1, emoji: shown('parrot') },
  ]
  expect(await react(postId, ben, parrot)).toEqual({ reactions: both, reaction: parrot })
  expect(await seen(postId, ben)).toMatchObject({ reactions: both, viewer: { reaction: parrot } })
  expect(await seen(postId, ada)).toMatchObject({ reactions: both, viewer: { reaction: 'like' } })
  expect(await react(postId, ada, parrot)).toEqual({
    reactions: [{ kind: parrot, count: 2, emoji: shown('parrot') }],
    reaction: parrot,
  })
  expect(await react(postId, ben, shrug)).toMatchObject({ reactions: [{ kind: parrot }, { kind: shrug }] })
  expect(await react(postId, ben, 'wow')).toMatchObject({ reactions: [{ kind: 'wow' }, { kind: parrot }] })
  expect(await world.posts.unreact({ postId, viewer: ada })).toEqual({
    reactions: [{ kind: 'wow', count: 1 }],
    reaction: null,
  })
  expect((await world.posts.ownReactions({ viewer: ben })).items.map(({ id }) => id)).toContain(postId)
})

test('who reacted so is told, all or by this kind', async () => {
  const postId = await world.post(ada, 'who?')
  await react(postId, ada, 'like')
  await react(postId, ben, parrot)
  const people = async (kind?: string) => (await world.posts.reactedBy({ postId, viewer: ada, kind })).people.items
  expect(await people()).toMatchObject([
    { id: ben.id, kind: parrot, emoji: shown('parrot') },
    { id: ada.id, kind: 'like' },
  ])
  expect(await people(parrot)).toMatchObject([{ id: ben.id, kind: parrot }])
  expect(await people('like')).toMatchObject([{ id: ada.id }])
  for (const kind of [shrug, newId(), 'shrug', "'"]) expect(await people(kind)).toEqual([])
})

test('what is no emoji, not ready or retired is not used anew; where it was used it stays until it is taken back', async () => {
  const postId = await world.post(ada, 'still here')
  const old = await readyEmoji(world, ada, 'old')
  const waiting = await sendEmoji(world, ada, 'waiting')
  await react(postId, ben, old)
  await world.emoji.setRetired({ emojiId: old, isRetired: true })
  for (const kind of [waiting, old, newId()]) {
    await expect(react(postId, ada, kind)).rejects.toMatchObject({ fields: { kind: 'errors.emoji.notOffered' } })
  }
  for (const kind of ['shrug', '', 'constructor', `${shrug}x`]) {
    await expect(react(postId, ada, kind)).rejects.toMatchObject({ fields: { kind: 'errors.reaction' } })
  }
  const retired = { kind: old, count: 1, emoji: { ...shown('old'), isRetired: true } }
  expect(await seen(postId, ben)).toMatchObject({ reactions: [retired], viewer: { reaction: old } })
  expect(await world.posts.unreact({ postId, viewer: ben })).toEqual({ reactions: [], reaction: null })
  await expect(react(postId, ben, old)).rejects.toMatchObject({ name: 'Invalid' })
  await world.emoji.setRetired({ emojiId: old, isRetired: false })
  expect(await react(postId, ben, old)).toMatchObject({ reactions: [{ kind: old, emoji: shown('old') }] })
})

test('a new name is shown at once where the emoji was used', async () => {
  const postId = await world.post(ada, 'renamed')
  const id = await readyEmoji(world, ada, 'before')
  await react(postId, ben, id)
  expect(await seen(postId, ada)).toMatchObject({ reactions: [{ emoji: shown('before') }] })
  await world.emoji.edit({ emojiId: id, input: { name: 'after', description: '', category: '' } })
  expect(await seen(postId, ada)).toMatchObject({ reactions: [{ kind: id, count: 1, emoji: shown('after') }] })
})

test('a reaction that meets the retiring waits for it, and is refused', async () => {
  const postId = await world.post(ada, 'just in time')
  const id = await readyEmoji(world, ada, 'leaving')
  const reacting = await world.db.$transaction(async (tx) => {
    await tx.emoji.update({ where: { id }, data: { retiredAt: new Date() } })
    return { answer: react(postId, ben, id).catch((error: unknown) => error) }
  })
  expect(await reacting.answer).toMatchObject({ name: 'Invalid' })
  expect(await world.db.reaction.count({ where: { postId } })).toBe(0)
})

test('a post has so many kinds of reactions at most, beside the six', async () => {
  const postId = await world.post(ada, 'popular')
  const people = Array.from({ length: maxReactionKinds }, () => newId())
  await world.db.user.createMany({ data: people.map((id) => ({ id, handle: id.slice(-12), name: 'many' })) })
  await world.db.reaction.createMany({
    data: people.map((userId, n) => ({ postId, userId, kind: n ? newId() : parrot })),
  })
  await expect(react(postId, ben, shrug)).rejects.toMatchObject({ fields: { kind: 'errors.reactionKinds' } })
  // Of the others nobody knows what they are, so they are not shown.
  expect(await react(postId, ben, parrot)).toMatchObject({ reactions: [{ kind: parrot, count: 2 }] })
  expect(await react(postId, ben, 'sad')).toMatchObject({ reaction: 'sad' })
})

test('what custom emoji say of a reply nobody knows: the best replies do not hang on them', async () => {
  const postId = await world.post(ada, 'which is best?')
  // Of equals the older one is first.
  const mixed = await world.post(ben, 'liked, and more', postId)
  const liked = await world.post(ben, 'liked', postId)
  for (const id of [liked, mixed]) await react(id, ada, 'like')
  for (let n = 0; n < 5; n += 1) await react(mixed, await world.person(), shrug)
  const best = await world.posts.replies({ postId, viewer: null, order: 'best' })
  expect(best.items.map(({ id }) => id)).toEqual([mixed, liked])
})
