import { expect, test } from 'vitest'
import { replyCountFor } from './reply-count.ts'

const none = new Set<string>()
const me = { id: 'me', blocked: none, following: none }
const repliers = [
  ['ana', 2, 0],
  ['ben', 1, 3],
  ['me', 0, 1],
] as const
const counts = { publicReplies: 3, followersReplies: 4, repliers }

test('who is not signed in sees the public replies', () => {
  expect(replyCountFor({ ...me, id: null }, counts)).toBe(3)
})

test("one's own replies for followers count, and those of whom one follows", () => {
  expect(replyCountFor(me, counts)).toBe(4)
  expect(replyCountFor({ ...me, following: new Set(['ben']) }, counts)).toBe(7)
})

test('nothing of who is blocked counts', () => {
  expect(replyCountFor({ ...me, blocked: new Set(['ana']) }, counts)).toBe(2)
  expect(replyCountFor({ ...me, blocked: new Set(['ben']), following: new Set(['ben']) }, counts)).toBe(3)
})

test('of a crowd it is not known, unless all see the same', () => {
  const crowd = { publicReplies: 99, followersReplies: 0, repliers: null }
  expect(replyCountFor(me, crowd)).toBe(99)
  expect(replyCountFor({ ...me, blocked: new Set(['ana']) }, crowd)).toBeNull()
  expect(replyCountFor(me, { ...crowd, followersReplies: 1 })).toBeNull()
})
