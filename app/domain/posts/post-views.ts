// What a post looks like to one viewer: plain JSON, the only shape in which posts reach pages and the API.
import type { EmojiView } from '#app/domain/emoji/emoji-views.ts'
import type { ImageWords, MediaView } from '#app/domain/media/media-views.ts'
import type { Id } from '#app/lib/id.ts'
import type { CardView } from './link-cards/card-rules.ts'
import type { PollView } from './polls/poll-view.ts'

export type PersonView = Readonly<{ id: Id; handle: string; name: string; image: string | null }>

/** A piece of a post's text. `text` is shown as it is, an emoji of the site's own as its image; the rest are links. */
export type Segment =
  | Readonly<{ type: 'text'; text: string }>
  | Readonly<{ type: 'link'; text: string; href: string }>
  | Readonly<{ type: 'tag'; text: string; tag: string }>
  | Readonly<{ type: 'mention'; text: string; handle: string }>
  | Readonly<{ type: 'emoji'; text: string; src: string }>

/** Who may see a post: everybody (`unlisted`: who has the link, or follows), those who follow its author, those whom it mentions. */
export const audiences = ['public', 'unlisted', 'followers', 'mentioned'] as const
export type Audience = (typeof audiences)[number]

/** Those that a post may be given, or taken from, later. */
export const settableAudiences = ['public', 'unlisted', 'followers'] as const satisfies readonly Audience[]
export type SettableAudience = (typeof settableAudiences)[number]

export function toAudience(value: unknown): Audience | undefined {
  return audiences.find((audience) => audience === value)
}

/** Whether everybody may see it: then it may be handed on, too. */
export function isOpen(audience: Audience): boolean {
  return audience === 'public' || audience === 'unlisted'
}

/** From whom replies to a post are taken, beside its author's own; of those who may see it. */
export const replyPolicies = ['everyone', 'followers', 'mentioned'] as const
export type RepliesFrom = (typeof replyPolicies)[number]

export function toRepliesFrom(value: unknown): RepliesFrom | undefined {
  return replyPolicies.find((one) => one === value)
}

/** Who may quote what somebody posts for everyone, beside themselves. */
export const quotePolicies = ['everyone', 'followers', 'nobody'] as const
export type QuotesFrom = (typeof quotePolicies)[number]

/** Of what this version does not know: nobody. */
export function toQuotesFrom(value: unknown): QuotesFrom {
  return quotePolicies.find((one) => one === value) ?? 'nobody'
}

/** `emoji`: what a kind of the site's own is shown as; the six have signs of their own. */
export type ReactionCount = Readonly<{ kind: ReactionKind; count: number; emoji?: EmojiView }>

/** A post that another one quotes, as it shows it. */
export type QuotedView = Readonly<{
  id: Id
  author: PersonView
  body: readonly Segment[]
  isFolded: boolean
  createdAt: string
  warning: string | null
  warningBody?: readonly Segment[]
  lang: string | null
  imageCount: number
}>

/** `post` is null where it is not to be shown: deleted, taken off by its author, or not for this viewer. */
export type QuoteView = Readonly<{ post: QuotedView | null }>

export type PostView = Readonly<{
  id: Id
  author: PersonView
  /** The text in order, or its beginning. A newline is a newline. */
  body: readonly Segment[]
  /** Whether the text goes on: `body` ends with an ellipsis, and the post's own page has all of it. */
  isFolded: boolean
  createdAt: string
  /** When its author last changed what it says; its history has what it said. */
  editedAt: string | null
  replyTo: Readonly<{ id: Id; handle: string }> | null
  /** What the page that it links to says of itself. */
  card: CardView | null
  sourceUrl: string | null
  /** Its images, `maxImages` at most, in their order. */
  media: readonly MediaView[]
  audience: Audience
  /** What it is folded behind; null: nothing. */
  warning: string | null
  /** The same, where emoji of the site's own are in it. */
  warningBody?: readonly Segment[]
  /** The language of the text (BCP 47), where its author said so. */
  lang: string | null
  repliesFrom: RepliesFrom
  /** Replies that the viewer may see. */
  replyCount: number
  repostCount: number
  /** Posts for everyone that quote it. */
  quoteCount: number
  /** What it quotes. */
  quote: QuoteView | null
  /** Whether it stands first on its author's profile. */
  isPinned: boolean
  /** What it asks. */
  poll: PollView | null
  /** Most used first; kinds that nobody used are absent. */
  reactions: readonly ReactionCount[]
  viewer: Readonly<{
    reaction: ReactionKind | null
    canDelete: boolean
    isReposted: boolean
    isBookmarked: boolean
    canRepost: boolean
    /** Not of everything that they may repost: its author may say so. Of nobody signed in, whether everybody may. */
    canQuote: boolean
    /** Whether a reply of theirs is taken; of nobody signed in, whether everyone's are. */
    canReply: boolean
    /** Their feeds leave its conversation out. */
    isConversationMuted?: true
  }>
  /** The reader muted this word, and wants a post with it folded rather than hidden. */
  mutedWord?: string
  /** Among the replies to a post: it answers a reply that is deleted, and stands in its stead. */
  isToDeleted?: true
  /** Below a reply in a conversation: the first replies to it, and whether there are more. Absent elsewhere. */
  answers?: Readonly<{ items: readonly PostView[]; isMore: boolean }>
  /** Who handed it on into this feed: the newest three, and how many they are. Null where it needs no such reason. */
  reposts: Readonly<{ by: readonly PersonView[]; count: number }> | null
  /** The hashtag of it that the reader follows, where they do not follow its author. */
  followedTag?: string
}>

/** What a post said at some time. */
export type VersionView = Readonly<{
  body: readonly Segment[]
  warning: string | null
  lang: string | null
  /** What it said of its images; nothing is known of edits before that was kept. */
  images: readonly ImageWords[]
  writtenAt: string
}>

/** A post above, a post, and the replies below it. */
export type ThreadView = Readonly<{
  /** From the thread's first post down to the parent; without those that the viewer may not see. */
  ancestors: readonly PostView[]
  /** Why some of them are missing. */
  gaps: readonly Gap[]
  post: PostView
  replies: Readonly<{ items: readonly PostView[]; nextCursor: string | null }>
  /** Replies that are not shown, as far as the viewer may know of them. */
  leftOut: Readonly<{ deleted: number; blocked: number }>
}>

/** A post of a conversation that is not shown: it stood above the one that is named. */
export type Gap = Readonly<{ below: Id; why: 'deleted' | 'blocked' | 'hidden' }>

/** The reactions that every site has, in the order in which they are offered. */
export const reactionKinds = ['like', 'love', 'laugh', 'wow', 'sad', 'thanks'] as const
export type CommonKind = (typeof reactionKinds)[number]
/** One of these, or the id of a custom emoji (docs/decisions/035-custom-emoji.md). */
export type ReactionKind = CommonKind | Id
export const reactionEmoji: Readonly<Record<CommonKind, string>> = {
  like: '👍',
  love: '❤️',
  laugh: '😄',
  wow: '😮',
  sad: '😢',
  thanks: '🙏',
}

export function isCommon(kind: ReactionKind): kind is CommonKind {
  return Object.hasOwn(reactionEmoji, kind)
}
