import { expect, test } from 'vitest'
import { freshAbove } from './fresh-posts.ts'

const posts = (ids: string) => [...ids].map((id) => ({ id }))
const fresh = (shown: string, told: string) =>
  freshAbove(posts(shown), posts(told))
    .map(({ id }) => id)
    .join('')

test('what stands above the posts that are shown is fresh', () => {
  expect(fresh('abcdef', 'abcdef')).toBe('')
  expect(fresh('abcdef', 'xyabcd')).toBe('xy')
})

test('a post that is shown already and was lifted to the top is not fresh, and hides nothing that is', () => {
  expect(fresh('abcdef', 'eabcdf')).toBe('')
  expect(fresh('abcdef', 'axbcde')).toBe('x')
  expect(fresh('abcdef', 'exabcd')).toBe('x')
})

test('what comes below, in the place of something deleted, is not fresh', () => {
  expect(fresh('abcdef', 'abcdeg')).toBe('')
  expect(fresh('abcdef', 'bcdefg')).toBe('')
})

test('a first page of nothing but new posts is all fresh', () => {
  expect(fresh('abcdef', 'uvwxyz')).toBe('uvwxyz')
  expect(fresh('', 'xy')).toBe('xy')
})
