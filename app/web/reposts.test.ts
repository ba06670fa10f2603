import { expect, test } from 'vitest'
import { withRepost } from './reposts.ts'

test('a repost counts one more, taking it back one less, and the same again nothing', () => {
  const reposted = withRepost({ repostCount: 2, isReposted: false }, true)
  expect(reposted).toEqual({ repostCount: 3, isReposted: true })
  expect(withRepost(reposted, true)).toEqual(reposted)
  expect(withRepost(reposted, false)).toEqual({ repostCount: 2, isReposted: false })
})

test('a count that others have changed meanwhile never falls below none', () => {
  expect(withRepost({ repostCount: 0, isReposted: true }, false).repostCount).toBe(0)
})
