import { expect, test } from 'vitest'
import { newId } from '#app/lib/id.ts'
import { homeFeed, tagFeed } from './declarations.ts'
import { declarationOf, storedFeedsOf, storedGroupsFor } from './define-feed.ts'

test('a feed id leads to its declaration and its owner, which may hold a colon', () => {
  expect(declarationOf(tagFeed('a:b'))).toMatchObject({ declaration: { group: 'tag', stored: false }, owner: 'a:b' })
})

test('posts and reposts go into home timelines, replies and follows into none', () => {
  const groups = ['post', 'repost', 'reply', 'follow'].map((verb) => storedGroupsFor(verb).map(({ group }) => group))
  expect(groups).toEqual([['home'], ['home'], [], []])
})

test('the stored feeds of an owner are the home feed', () => {
  const id = newId()
  expect(storedFeedsOf(id)).toEqual([homeFeed(id)])
})
