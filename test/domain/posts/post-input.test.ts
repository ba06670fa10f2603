import { expect, test } from 'vitest'
import { userFeed } from '#app/domain/feeds/declarations.ts'
import { PostInput } from '#app/domain/posts/post-rules.ts'
import { startWorld, textOf } from '#test/support/world.ts'

const world = startWorld()

const wrong = (input: unknown) => PostInput.safeParse(input).error?.issues.map(({ message }) => message) ?? []

test('empty and overlong posts are refused with the key of the reason', () => {
  for (const text of ['', '  \n ', '\u202e\u0000', '\u200b\u2800', '\u3164 \uffa0'])
    expect(wrong({ text })).toEqual(['errors.post.empty'])
  expect(wrong({ text: 'x'.repeat(501) })).toEqual(['errors.post.tooLong'])
  expect(wrong({ text: 'x'.repeat(20_001) })).toContain('errors.post.tooLong')
  expect(wrong({ text: '👩‍👩‍👧‍👦'.repeat(500) })).toEqual([])
  expect(wrong({ text: 'क्'.repeat(5_000) })).toEqual(['errors.post.tooLong'])
  expect(wrong({ text: `https://a.example/${'x'.repeat(2_000)} `.repeat(5) })).toEqual(['errors.post.tooLong'])
  expect(wrong({ text: 'x', replyToId: 'nothing' })).toEqual(['errors.id'])
})

test('what the composer takes is never folded', async () => {
  const alice = await world.person('alice')
  const texts = [`https://a.example/${'x'.repeat(2_000)} `.repeat(4), '👩‍👩‍👧‍👦'.repeat(500), 'word '.repeat(100)]
  for (const text of texts) {
    const input = PostInput.parse({ text })
    const { id } = await world.posts.create({ author: alice, input })
    const [listed] = (await world.posts.feed({ feed: userFeed(alice.id), viewer: null })).items
    expect(listed).toMatchObject({ id, isFolded: false })
    expect(listed).toEqual(await world.posts.view({ postId: id, viewer: null }))
  }
})

test('whatever a form sends, a client key that is taken can be stored', async () => {
  const alice = await world.person('alice')
  for (const clientKey of ['nul \u0000 inside', 'x'.repeat(100), 'äöü äöü äöü', '\ud800'.repeat(9)]) {
    const parsed = PostInput.safeParse({ text: 'hello', clientKey })
    if (parsed.success) await world.posts.create({ author: alice, input: parsed.data })
  }
})

test('the strangest text that is taken comes back as it was kept', async () => {
  const alice = await world.person('alice')
  const texts = [
    "'; DROP TABLE post; --",
    '<script>alert(1)</script>',
    'a\u0000b',
    '\ud800 alone',
    '%s %d {0}',
    '𝕳𝖎 🇩🇪 e\u0301',
  ]
  for (const text of texts) {
    const input = PostInput.parse({ text })
    const { id } = await world.posts.create({ author: alice, input })
    const { post } = await world.posts.thread({ postId: id, viewer: null })
    expect(textOf(post)).toBe(input.text)
  }
})
