import { expect, test } from 'vitest'
import { withReaction } from './reactions.ts'

const shown = { reactions: [{ kind: 'like' as const, count: 2 }], reaction: null }

test('a reaction counts one more, and taking it back one less', () => {
  const liked = withReaction(shown, { kind: 'like' })
  expect(liked).toEqual({ reactions: [{ kind: 'like', count: 3 }], reaction: 'like' })
  expect(withReaction(liked, null)).toEqual(shown)
})

test('a changed reaction moves, and a kind that nobody has is gone', () => {
  const mine = { reactions: [{ kind: 'like' as const, count: 1 }], reaction: 'like' as const }
  expect(withReaction(mine, { kind: 'love' })).toEqual({ reactions: [{ kind: 'love', count: 1 }], reaction: 'love' })
})

test('a custom reaction brings what it is shown as, and keeps it', () => {
  const parrot = { kind: 'an id', emoji: { name: 'parrot', src: '/media/parrot/small.webp' } }
  const reacted = withReaction(shown, parrot)
  expect(reacted).toEqual({
    reactions: [
      { kind: 'like', count: 2 },
      { ...parrot, count: 1 },
    ],
    reaction: 'an id',
  })
  const others = { reactions: [{ ...parrot, count: 2 }], reaction: null }
  expect(withReaction(withReaction(others, parrot), null)).toEqual(others)
})
