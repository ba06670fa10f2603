import { expect, test } from 'vitest'
import { replyCountFor } from './reply-count.ts'

const none = new Set<string>()
const me = { id: 'me', blocked: none, following: none }
const repliers = [
  ['ana', 2, 0],
  ['ben', 1, 3],
  ['me', 0, 1],
] as const
const counts = { publicReplies: 3, followersReplies: 4, repliers, mentioningReplies: [] }

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

test('replies for those whom they mention are for these and their author', () => {
  const few = {
    publicReplies: 1,
    followersReplies: 0,
    repliers: [],
    mentioningReplies: [['ana', 'me'], ['me'], ['ben', 'ana']],
  }
  expect(replyCountFor(me, few)).toBe(3)
  expect(replyCountFor({ ...me, id: 'cem' }, few)).toBe(1)
  expect(replyCountFor({ ...me, id: null }, few)).toBe(1)
  expect(replyCountFor({ ...me, blocked: new Set(['ana']) }, { ...few, publicReplies: 0 })).toBe(1)
  expect(replyCountFor(me, { ...few, mentioningReplies: null })).toBeNull()
})

test('of a crowd it is not known, unless all see the same', () => {
  const crowd = { publicReplies: 99, followersReplies: 0, repliers: null, mentioningReplies: [] }
  expect(replyCountFor(me, crowd)).toBe(99)
  expect(replyCountFor({ ...me, blocked: new Set(['ana']) }, crowd)).toBeNull()
  expect(replyCountFor(me, { ...crowd, followersReplies: 1 })).toBeNull()
})
