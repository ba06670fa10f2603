// What is cached about posts and people, by id. Nothing here depends on who looks.

import type { MediaView } from '#app/domain/media/media-views.ts'
import type { Shelf } from '#app/lib/cache/cache.ts'
import type { Id } from '#app/lib/id.ts'
import type { CardView } from './link-cards/card-rules.ts'
import type { PollCounts, PollFact } from './polls/poll-view.ts'
import type {
  Audience,
  PersonView,
  QuotesFrom,
  ReactionCount,
  ReactionKind,
  RepliesFrom,
  Segment,
} from './post-views.ts'

/** A post that is not deleted, as a list shows it. */
export type PostFact = Readonly<{
  authorId: Id
  audience: Audience
  /** Whom it addresses, 13 at most: 12 mentions, and whoever wrote what a reply answers. */
  mentioned: readonly Id[]
  warning: string | null
  lang: string | null
  repliesFrom: RepliesFrom
  body: readonly Segment[]
  isFolded: boolean
  createdAt: string
  editedAt: string | null
  sourceUrl: string | null
  media: readonly MediaView[]
  /** Who wrote what it answers does not change, deleted or not. */
  replyTo: Readonly<{ id: Id; authorId: Id }> | null
  poll: PollFact | null
  isPinned: boolean
  /** What it quotes, and whether that one's author has taken it off. */
  quote: Readonly<{ id: Id; authorId: Id; isDetached: boolean }> | null
  /** Of the card of its link. */
  cardKey: string | null
  /** The post that began its conversation; null where this is it. */
  rootId: Id | null
  /** Which of its author's day (UTC) it was; null for a reply and for what is for those mentioned. */
  dayOrdinal: number | null
}>

/**
 * Replies that stand, by audience (public: unlisted ones, too; those of private accounts are for followers); reactions, most
 * used first; reposts. By whomever.
 */
export type CountsFact = Readonly<{
  publicReplies: number
  followersReplies: number
  /** How many of both are by whom; null where more than `maxRepliers` people have replied. */
  repliers: readonly (readonly [author: Id, publicReplies: number, followersReplies: number])[] | null
  /** Of each reply for those whom it mentions, its author and these; null where there are more than `maxRepliers`. */
  mentioningReplies: readonly (readonly Id[])[] | null
  reactions: readonly ReactionCount[]
  reposts: number
  /** Posts for everyone that quote it and stand. */
  quotes: number
}>

/** Of nearly all posts this is everybody: then no page asks Postgres how many replies its reader sees. */
export const maxRepliers = 32

/**
 * `isPrivate`: only followers see what they do. `bestFrom`: so many reactions and reposts are many for them.
 * `quotesFrom`: who may quote them.
 */
export type AuthorFact = Readonly<{
  person: PersonView
  isSuspended: boolean
  isPrivate: boolean
  bestFrom: number
  quotesFrom: QuotesFrom
}>

/** What somebody's feeds leave out, or fold. `until`: null for good, else milliseconds since 1970. */
export type MutedWordFact = readonly [phrase: string, action: 'hide' | 'warn', until: number | null]

export type StandingFact = Readonly<{
  /** Either way. */
  blocked: readonly Id[]
  /** For good; then those for a while, and until when (milliseconds since 1970). */
  muted: readonly Id[]
  mutedUntil: readonly (readonly [id: Id, until: number])[]
  /** Whose reposts are left out. */
  repostsHidden: readonly Id[]
  mutedWords: readonly MutedWordFact[]
  /** By the posts that began them. */
  mutedConversations: readonly Id[]
  bumpReposts: boolean
}>

/** What somebody did to posts, by the newest posts, `maxOwn` of each at most. */
export type OwnFact = Readonly<{
  reactions: readonly (readonly [Id, ReactionKind])[]
  reposts: readonly Id[]
  bookmarks: readonly Id[]
}>

export const maxOwn = 500

/** What somebody did to the posts of a page. */
export type Own = Readonly<{
  reactionTo: (id: Id) => ReactionKind | null
  hasReposted: (id: Id) => boolean
  hasBookmarked: (id: Id) => boolean
}>

export type PostFacts = Readonly<{
  posts: Shelf<PostFact>
  counts: Shelf<CountsFact>
  authors: Shelf<AuthorFact>
  standings: Shelf<StandingFact>
  owns: Shelf<OwnFact>
  cards: Shelf<CardView>
  polls: Shelf<PollCounts>
  /** By `voteKey`; absent for who did not vote. */
  votes: Shelf<readonly number[]>
}>
