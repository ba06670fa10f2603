// Every feed of the product, in one place. Adding one here is all that it takes (define-feed.ts has the words).
import type { Id } from '#app/lib/id.ts'
import {
  actor,
  addressed,
  byObject,
  declarationOf,
  defineFeed,
  everyone,
  following,
  followingAt,
  members,
  subscribed,
} from './define-feed.ts'
import type { FeedId } from './types.ts'

const home = defineFeed({
  group: 'home',
  sources: [following('post', 'repost'), followingAt('more', 'reply'), subscribed('post')],
  stored: true,
  aggregate: byObject(),
  track: ['seen'],
})
const user = defineFeed({ group: 'user', sources: [actor('post', 'mention', 'repost')], aggregate: byObject() })
const list = defineFeed({ group: 'list', sources: [members('post', 'repost')], aggregate: byObject() })
const replies = defineFeed({ group: 'replies', sources: [actor('reply')] })
const tag = defineFeed({ group: 'tag', sources: [addressed()] })
const mentions = defineFeed({ group: 'mentions', sources: [addressed()] })
const explore = defineFeed({ group: 'explore', sources: [everyone('post')] })

export const homeFeed = (accountId: Id): FeedId => `${home.group}:${accountId}`
export const userFeed = (accountId: Id): FeedId => `${user.group}:${accountId}`
export const listFeed = (listId: Id): FeedId => `${list.group}:${listId}`
export const repliesFeed = (accountId: Id): FeedId => `${replies.group}:${accountId}`
/** @param name the tag without its sign, normalised */
export const tagFeed = (name: string): FeedId => `${tag.group}:${name}`
/** The tag whose feed this is; null for other feeds. */
export const tagOf = (feed: FeedId): string | null =>
  feed.startsWith(`${tag.group}:`) ? feed.slice(tag.group.length + 1) : null
export const exploreFeed = (): FeedId => `${explore.group}:all`
/** What mentions somebody: theirs alone to read. */
export const mentionsFeed = (accountId: Id): FeedId => `${mentions.group}:${accountId}`

/** Whether a feed shows what anybody does, followed or not: what is not to be come upon is not there. */
export function isOfStrangers(feed: FeedId): boolean {
  const { declaration } = declarationOf(feed)
  return declaration === explore || declaration === tag
}
