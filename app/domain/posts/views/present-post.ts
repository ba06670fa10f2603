import type { EmojiSet } from '#app/domain/emoji/emoji-set.ts'
import type { Id } from '#app/lib/id.ts'
import type { CardView } from '../link-cards/card-rules.ts'
import type { AuthorFact, CountsFact, Own, PostFact } from '../post-facts.ts'
import { isOpen, type PersonView, type PostView } from '../post-views.ts'
import { lineWithEmoji, withEmoji } from './emoji-segments.ts'
import { type Quoted, quoteView } from './present-quote.ts'
import { presentReactions } from './present-reactions.ts'

/** All that a view of a post is made of, but for who looks. */
export type Facts = Readonly<{
  post: PostFact
  author: AuthorFact
  counts: CountsFact
  /** Who wrote what it answers; null where that may not be seen. */
  parent: PersonView | null
  /** Of its link; null where there is none, or nothing to show yet. */
  card: CardView | null
  /** What it quotes; null where that shows nothing. */
  quoted: Quoted | null
  emoji: EmojiSet
}>

type Held = { facts: Facts; view: PostView }
// By what is least often loaded anew; the rest is compared.
const views = new WeakMap<PostFact, Held>()

/** The post as somebody sees it who did nothing to it. Shared by all requests, so it is frozen. */
export function sharedView(id: Id, facts: Facts): PostView {
  const held = views.get(facts.post)
  if (held && isSame(held.facts, facts)) return held.view
  const view = makeView(id, facts)
  views.set(facts.post, { facts, view })
  return view
}

function isSame(a: Facts, b: Facts): boolean {
  const isSameQuote = a.quoted?.post === b.quoted?.post && a.quoted?.author === b.quoted?.author
  if (a.emoji !== b.emoji) return false
  return a.author === b.author && a.counts === b.counts && a.parent === b.parent && a.card === b.card && isSameQuote
}

function makeView(id: Id, { post, author, counts, parent, card, quoted, emoji }: Facts): PostView {
  const canRepost = isOpen(post.audience) && !author.isPrivate
  const warningBody = lineWithEmoji(post.warning, emoji, post.createdAt)
  return Object.freeze({
    id,
    author: Object.freeze(author.person),
    body: Object.freeze(withEmoji(post.body, emoji, post.createdAt)),
    isFolded: post.isFolded,
    createdAt: post.createdAt,
    editedAt: post.editedAt,
    replyTo: post.replyTo && parent ? Object.freeze({ id: post.replyTo.id, handle: parent.handle }) : null,
    card: Object.freeze(card),
    sourceUrl: post.sourceUrl,
    media: Object.freeze(post.media),
    audience: post.audience,
    warning: post.warning,
    ...(warningBody && { warningBody }),
    lang: post.lang,
    repliesFrom: post.repliesFrom,
    replyCount: counts.publicReplies,
    repostCount: counts.reposts,
    quoteCount: counts.quotes,
    quote: Object.freeze(quoteView(post, quoted, emoji)),
    poll: null,
    isPinned: post.isPinned,
    reactions: Object.freeze(presentReactions(counts.reactions, emoji)),
    viewer: Object.freeze({
      reaction: null,
      canDelete: false,
      isReposted: false,
      isBookmarked: false,
      canRepost,
      canQuote: canRepost && author.quotesFrom === 'everyone',
      canReply: post.repliesFrom === 'everyone',
    }),
    reposts: null,
  })
}

type Looking = { viewer: Id | null; own: Own; canReply: boolean; mayQuote: boolean; isConversationMuted: boolean }

/** The post as this viewer sees it: the shared view itself where that says the same. */
export function presentFor(
  shared: PostView,
  { viewer, own, canReply, mayQuote, isConversationMuted }: Looking,
): PostView {
  const reaction = own.reactionTo(shared.id)
  const isReposted = own.hasReposted(shared.id)
  const isBookmarked = own.hasBookmarked(shared.id)
  const canDelete = shared.author.id === viewer
  const canQuote = shared.viewer.canRepost && mayQuote
  const isAllowedAlike = canReply === shared.viewer.canReply && canQuote === shared.viewer.canQuote
  const didNothing = reaction === null && !isReposted && !isBookmarked
  if (didNothing && !canDelete && !isConversationMuted && isAllowedAlike) return shared
  const muted = isConversationMuted ? { isConversationMuted: true as const } : {}
  const looking = { reaction, canDelete, isReposted, isBookmarked, canReply, canQuote, ...muted }
  return { ...shared, viewer: { ...shared.viewer, ...looking } }
}
