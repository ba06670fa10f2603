import { expect, test } from 'vitest'
import * as rules from '#app/domain/posts/post-rules.ts'
import { maxPostCharacters } from './character-count.tsx'

test('the composer counts to the limit that the server has', () => {
  expect(maxPostCharacters).toBe(rules.maxPostCharacters)
})
