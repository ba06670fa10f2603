import { expect, test } from 'vitest'
import { maxThreadPosts } from '#app/domain/posts/writing/thread-parts.ts'
import { maxParts } from './thread-field.ts'

test('the composer takes as many posts as the server', () => expect(maxParts + 1).toBe(maxThreadPosts))
