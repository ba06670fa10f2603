import { expect, test } from 'vitest'
import { newId } from '#app/lib/id.ts'
import { feedQuery } from './feed-query.ts'

const [postId, authorId] = [newId(), newId()]

test('nothing, or empty parameters, is the newest page', () => {
  const newest = { limit: 20 }
  expect(feedQuery({})).toEqual(newest)
  const names = ['cursor', 'after', 'around', 'limit', 'verb', 'author', 'tag', 'from', 'to']
  expect(feedQuery(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(newest)
})

test('a place is one of three', () => {
  expect(feedQuery({ cursor: 'AAAA' })).toEqual({ limit: 20, cursor: 'AAAA' })
  expect(feedQuery({ after: 'AAAA', cursor: '' })).toEqual({ limit: 20, after: 'AAAA' })
  expect(feedQuery({ around: postId })).toEqual({ limit: 20, around: postId })
})

test('what narrows a feed', () => {
  const { filter } = feedQuery({
    verb: 'repost',
    author: authorId,
    tag: 'Größe',
    from: '2026-11-01',
    to: '2026-11-02T03:04:05+01:00',
  })
  expect(filter).toEqual({
    verbs: ['repost'],
    actorIds: [authorId],
    addressedTo: ['tag:größe'],
    from: new Date('2026-11-01T00:00:00Z'),
    to: new Date('2026-11-02T02:04:05Z'),
  })
})

test.each([
  [{ limit: '0' }, 'limit'],
  [{ limit: '1.5' }, 'limit'],
  [{ limit: ['1', '2'] }, 'limit'],
  [{ after: 'A'.repeat(10_000) }, 'after'],
  [{ cursor: 'AAAA', after: 'AAAA' }, 'after'],
  [{ cursor: 'AAAA', around: postId }, 'after'],
  [{ around: 'x' }, 'around'],
  [{ verb: 'follow' }, 'verb'],
  [{ author: '@ana' }, 'author'],
  [{ tag: 'two words' }, 'tag'],
  [{ from: 'yesterday' }, 'from'],
  [{ from: '2026-02-30' }, 'from'],
  [{ from: '2026-11-02', to: '2026-11-02' }, 'to'],
])('nonsense is refused by name: %o', (parameters, name) => {
  expect(() => feedQuery(parameters)).toThrow(`"${name}"`)
})
