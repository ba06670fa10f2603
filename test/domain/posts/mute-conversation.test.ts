import { expect, test } from 'vitest'
import { exploreFeed } from '#app/domain/feeds/declarations.ts'
import { newId } from '#app/lib/id.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()

test("a muted conversation leaves the viewer's feeds, and nobody else's, until it is unmuted", async () => {
  const [ana, bo, cy] = [await world.person('ana'), await world.person('bo'), await world.person('cy')]
  await world.follow(ana, bo, cy)
  await world.follow(cy, bo)
  const root = await world.post(bo, 'the long debate')
  await world.post(bo, 'something else')
  const reply = await world.post(cy, 'and another thing', root)
  await world.posts.repost({ postId: reply, viewer: cy })
  await world.drain()
  expect((await world.home(ana)).sort()).toEqual(['and another thing', 'something else', 'the long debate'])

  // From anywhere in it.
  const mute = { postId: reply, viewer: ana, isOn: true }
  expect(await world.posts.muteConversation(mute)).toEqual({ isConversationMuted: true })
  expect(await world.posts.muteConversation(mute)).toEqual({ isConversationMuted: true })
  expect(await world.home(ana)).toEqual(['something else'])
  const explore = await world.posts.feed({ feed: exploreFeed(), viewer: ana })
  expect(explore.items.map(textOf)).not.toContain('the long debate')
  expect(await world.home(cy)).toContain('the long debate')

  const thread = await world.posts.thread({ postId: root, viewer: ana })
  expect([textOf(thread.post), thread.post.viewer.isConversationMuted]).toEqual(['the long debate', true])
  expect(thread.replies.items.map(textOf)).toEqual(['and another thing'])
  const later = await world.post(bo, 'more of it', reply)
  await world.posts.repost({ postId: later, viewer: bo })
  await world.drain()
  expect(await world.home(ana)).toEqual(['something else'])

  expect(await world.posts.muteConversation({ postId: later, viewer: ana, isOn: false })).toEqual({
    isConversationMuted: false,
  })
  expect((await world.home(ana)).sort()).toEqual([
    'and another thing',
    'more of it',
    'something else',
    'the long debate',
  ])
  expect((await world.posts.view({ postId: root, viewer: ana })).viewer.isConversationMuted).toBeUndefined()
})

test('what may not be seen is not muted, and a thousand conversations are as many as go', async () => {
  const [ana, bo] = [await world.person('ana'), await world.person('bo')]
  const { id: hidden } = await world.posts.create({ author: bo, input: { text: 'x', audience: 'followers' } })
  for (const postId of [hidden, newId()])
    await expect(world.posts.muteConversation({ postId, viewer: ana, isOn: true })).rejects.toMatchObject({
      name: 'NotFound',
    })
  const root = await world.post(bo, 'one more')
  await world.db.$executeRaw`
    WITH made AS (
      INSERT INTO post (id, author_id, text, created_at)
      SELECT (lpad(to_hex(${Date.now()}::bigint), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid, ${bo.id}::uuid, 'x', now()
      FROM generate_series(1, 999) n RETURNING id)
    INSERT INTO conversation_mute (owner_id, root_id) SELECT ${ana.id}::uuid, id FROM made`
  const atOnce = await Promise.all(Array.from({ length: 6 }, () => world.post(bo, 'at once')))
  const muted = await Promise.allSettled(
    atOnce.map((postId) => world.posts.muteConversation({ postId, viewer: ana, isOn: true })),
  )
  expect(muted.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(world.posts.muteConversation({ postId: root, viewer: ana, isOn: true })).rejects.toMatchObject({
    fields: { form: 'errors.conversation.tooMany' },
  })
  expect(await world.db.conversationMute.count({ where: { ownerId: ana.id } })).toBe(1_000)
})

test('what is muted is listed, the last first, and let in again whatever became of it', async () => {
  const [ana, bo] = [await world.person('ana'), await world.person('bo')]
  const listed = async (cursor?: string | null) => {
    const page = await world.posts.mutedConversations({ viewer: ana, cursor })
    return { texts: page.items.map(({ post }) => post && textOf(post)), ...page }
  }
  const roots = []
  for (let n = 0; n < 22; n += 1) {
    const root = await world.post(bo, `debate ${n}`)
    roots.push(root)
    await world.posts.muteConversation({ postId: root, viewer: ana, isOn: true })
  }
  const [gone = '', hidden = ''] = roots
  await world.posts.remove({ postId: gone, viewer: bo })
  await world.posts.setAudience({ postId: hidden, viewer: bo, audience: 'followers' })
  const first = await listed()
  const second = await listed(first.nextCursor)
  expect(first.texts).toEqual(Array.from({ length: 20 }, (_, n) => `debate ${21 - n}`))
  expect([second.texts, second.nextCursor]).toEqual([[null, null], null])
  for (const postId of [gone, hidden]) await world.posts.muteConversation({ postId, viewer: ana, isOn: false })
  expect((await listed(first.nextCursor)).items).toEqual([])
  // Of what somebody else muted nobody learns that it is there.
  await expect(world.posts.muteConversation({ postId: gone, viewer: bo, isOn: false })).rejects.toMatchObject({
    name: 'NotFound',
  })
  expect((await world.posts.mutedConversations({ viewer: bo })).items).toEqual([])
  await expect(listed('forged')).rejects.toMatchObject({ name: 'Invalid' })
})
