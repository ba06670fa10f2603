// Names of what is cached about posts and people, for the verbs that change it (docs/decisions/010-coherent-cache.md).
import type { Touched } from '#app/lib/cache/cache.ts'
import type { Id } from '#app/lib/id.ts'

export const kinds = {
  post: 'posts.post',
  counts: 'posts.counts',
  author: 'posts.author',
  own: 'posts.own',
  standing: 'posts.standing',
  card: 'posts.card',
  poll: 'posts.poll',
  vote: 'posts.vote',
} as const

/** The post itself: text, author, audience. */
export const postFact = (id: Id): Touched => ({ kind: kinds.post, id })
/** How many replies, reposts and reactions it has. */
export const countsFact = (id: Id): Touched => ({ kind: kinds.counts, id })
/** Who wrote it: handle, name, picture, whether suspended or private. */
export const authorFact = (id: Id): Touched => ({ kind: kinds.author, id })
/** What somebody did to the newest posts: reactions, reposts, bookmarks. */
export const ownFact = (id: Id): Touched => ({ kind: kinds.own, id })
/** What somebody's reads need of others: blocked either way, muted; and whether a repost moves a post up for them. */
export const standingFact = (id: Id): Touched => ({ kind: kinds.standing, id })
/** What a page that posts link to says of itself. */
export const cardFact = (key: string): Touched => ({ kind: kinds.card, id: key })
/** How a poll stands. */
export const pollFact = (postId: Id): Touched => ({ kind: kinds.poll, id: postId })
/** What somebody chose in a poll. */
export const voteFact = (postId: Id, viewerId: Id): Touched => ({ kind: kinds.vote, id: `${postId}:${viewerId}` })
