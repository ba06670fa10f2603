import { expect, test } from 'vitest'
import { PostInput } from '#app/domain/posts/post-rules.ts'
import { startWorld } from '#test/support/world.ts'

const world = startWorld()

test('a warning, the language and from whom replies are taken are part of a post, from the first read on', async () => {
  const alice = await world.person('alice')
  const input = { text: 'the butler did it', warning: 'spoilers', lang: 'en-GB', repliesFrom: 'followers' as const }
  const { id: postId } = await world.posts.create({ author: alice, input })
  const said = { warning: 'spoilers', lang: 'en-GB', repliesFrom: 'followers' }
  expect(await world.posts.view({ postId, viewer: null })).toMatchObject({ ...said, viewer: { canReply: false } })
  await world.redis.flushdb()
  expect(await world.posts.view({ postId, viewer: alice })).toMatchObject({ ...said, viewer: { canReply: true } })
  const plain = await world.post(alice, 'plain')
  const usual = { warning: null, lang: null, repliesFrom: 'everyone', viewer: { canReply: true } }
  expect(await world.posts.view({ postId: plain, viewer: null })).toMatchObject(usual)
})

test('replies are taken from those whom the author chose, and always from the author', async () => {
  const [alice, fan, named, other] = [
    await world.person('alice'),
    await world.person('fan'),
    await world.person('named'),
    await world.person('other'),
  ]
  await world.follow(fan, alice)
  const text = `@${named.handle} and all`
  for (const [repliesFrom, welcome] of [
    ['everyone', [alice, fan, named, other]],
    ['followers', [alice, fan]],
    ['mentioned', [alice, named]],
  ] as const) {
    const { id: postId } = await world.posts.create({ author: alice, input: { text, repliesFrom } })
    for (const person of [alice, fan, named, other]) {
      const isWelcome = welcome.some((one) => one === person)
      const { viewer } = await world.posts.view({ postId, viewer: person })
      expect([repliesFrom, person.name, viewer.canReply]).toEqual([repliesFrom, person.name, isWelcome])
      const reply = world.post(person, 'I say', postId)
      if (isWelcome) await reply
      else await expect(reply).rejects.toMatchObject({ name: 'Forbidden' })
    }
    expect((await world.posts.view({ postId, viewer: null })).replyCount).toBe(welcome.length)
  }
})

test('who stops to follow can no longer answer where followers may', async () => {
  const [alice, fan] = [await world.person('alice'), await world.person('fan')]
  await world.follow(fan, alice)
  const { id } = await world.posts.create({ author: alice, input: { text: 'friends?', repliesFrom: 'followers' } })
  await world.post(fan, 'yes', id)
  await world.unfollow(fan, alice)
  await expect(world.post(fan, 'still?', id)).rejects.toMatchObject({ name: 'Forbidden' })
  expect((await world.posts.view({ postId: id, viewer: fan })).viewer.canReply).toBe(false)
})

test('a draft that was posted with another warning is not the same', async () => {
  const alice = await world.person('alice')
  const input = { text: 'once', clientKey: 'key-of-a-draft' }
  await world.posts.create({ author: alice, input })
  const other = world.posts.create({ author: alice, input: { ...input, warning: 'loud' } })
  await expect(other).rejects.toMatchObject({ name: 'Conflict' })
})

test('options as forms send them: blank is none, a tag is made canonical, and what is none is refused', () => {
  const read = (fields: Record<string, string>) => PostInput.safeParse({ text: 'x', ...fields })
  expect(read({ warning: ' two\nlines  ', lang: 'EN-gb', repliesFrom: 'mentioned' }).data).toMatchObject({
    warning: 'two lines',
    lang: 'en-GB',
    repliesFrom: 'mentioned',
  })
  expect(read({ warning: ' \u200b', lang: '' }).data).toMatchObject({ warning: undefined, lang: undefined })
  expect(read({ warning: 'w'.repeat(100), lang: 'zh-Hant-TW' }).success).toBe(true)
  for (const [field, value] of [
    ['warning', 'w'.repeat(101)],
    ['lang', 'english please'],
    ['lang', 'x'.repeat(36)],
    ['lang', '"><script>'],
    ['repliesFrom', 'friends'],
  ] as const) {
    const problems = read({ [field]: value }).error?.issues.map(({ path, message }) => [path[0], message])
    expect(problems).toEqual([[field, expect.stringMatching(/^errors\.post\./)]])
  }
})
