import type { EmojiSet } from '#app/domain/emoji/emoji-set.ts'
import type { Db } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { CardView } from '../link-cards/card-rules.ts'
import { voteKey } from '../polls/load-polls.server.ts'
import { type PollView, pollView } from '../polls/poll-view.ts'
import type { AuthorFact, PostFact, PostFacts } from '../post-facts.ts'
import type { PersonView, PostView } from '../post-views.ts'
import { isShownIn, mayQuote, mayReply, maySee, type Place } from '../visibility/may-see.ts'
import { withEmoji } from './emoji-segments.ts'
import { readReplyDifference } from './load-counts.server.ts'
import { loadWholeBody } from './load-posts.server.ts'
import type { Reader } from './onlooker.server.ts'
import { presentFor, sharedView } from './present-post.ts'
import { quotedFor } from './present-quote.ts'
import { replyCountFor } from './reply-count.ts'

type Deps = {
  db: Db
  facts: Pick<PostFacts, 'posts' | 'counts' | 'authors' | 'cards' | 'polls' | 'votes'>
  emojiSet: () => Promise<EmojiSet>
}

type Found = { id: Id; post: PostFact }

type Query = {
  ids: readonly Id[]
  reader: Reader
  /** Some places do not show all that may be seen; 'own' unless told. */
  place?: Place
  /** Of these posts the rule of strangers' places holds. */
  strangers?: Pick<ReadonlySet<Id>, 'has'>
  /** The one that is not folded, however long. */
  wholeId?: Id
}

/**
 * The posts that the reader may see, by id; the others are absent. From cached facts, in the same request after a `sync`
 * of the cache: Postgres is asked for what is not held, and for what depends on the reader too much to be.
 */
export async function hydratePosts({ db, facts, emojiSet }: Deps, query: Query): Promise<Map<Id, PostView>> {
  const { ids, reader, place = 'own', strangers, wholeId } = query
  if (ids.length === 0) return new Map()
  const posts: Found[] = []
  const held = await facts.posts.get(ids)
  for (const [at, id] of ids.entries()) {
    const post = held[at]
    if (post) posts.push({ id, post })
  }
  // Of those that there are: ids that somebody makes up must not fill the caches.
  const there = posts.map(({ id }) => id)
  const [counts, authors, others, cards, polls, own, emoji] = await Promise.all([
    facts.counts.get(there),
    facts.authors.get(posts.map(({ post }) => post.authorId)),
    readOthers(facts, posts),
    readCards(facts, posts),
    readPolls(facts, posts, reader.id),
    reader.ownOf(there),
    emojiSet(),
  ])

  const parentOf = ({ replyTo }: PostFact): PersonView | null => {
    const parent = replyTo && others.get(replyTo.id)
    return parent && maySee(reader, parent.post, parent.author) ? parent.author.person : null
  }
  const seen = new Map<Id, PostView>()
  const crowded: Id[] = []
  for (const [at, { id, post }] of posts.entries()) {
    const [author, counted] = [authors[at], counts[at]]
    const where = strangers?.has(id) ? 'strangers' : place
    const conversationId = post.rootId ?? id
    if (!author || !counted || !maySee(reader, post, author)) continue
    if (!isShownIn(where, reader, post, conversationId)) continue
    const isFeed = place !== 'own'
    const quotable = quotedFor(reader, post, others)
    const quoted = quotable && isFeed && reader.muted.has(quotable.post.authorId) ? null : quotable
    const isJudged = isFeed && post.authorId !== reader.id
    const muted = isJudged ? reader.findMuted?.(quoted ? [post, quoted.post] : [post]) : null
    if (muted?.action === 'hide') continue
    const shared = sharedView(id, {
      post,
      author,
      counts: counted,
      parent: parentOf(post),
      card: cards.get(post.cardKey) ?? null,
      quoted,
      emoji,
    })
    const isConversationMuted = reader.mutedConversations.has(conversationId)
    const plain = presentFor(shared, {
      viewer: reader.id,
      own,
      canReply: mayReply(reader, post),
      mayQuote: mayQuote(reader, post.authorId, author),
      isConversationMuted,
    })
    const poll = polls.get(id)
    const view = poll ? { ...plain, poll } : plain
    const replyCount = replyCountFor(reader, counted)
    if (replyCount === null) crowded.push(id)
    const counting = replyCount === null || replyCount === view.replyCount ? view : { ...view, replyCount }
    seen.set(id, muted ? { ...counting, mutedWord: muted.phrase } : counting)
  }

  const [differences, whole] = await Promise.all([
    crowded.length > 0 && reader.id !== null
      ? readReplyDifference(db, { ids: crowded, viewer: reader.id, blocked: reader.blocked })
      : null,
    wholeId && seen.get(wholeId)?.isFolded ? loadWholeBody(db, wholeId) : null,
  ])
  for (const [id, difference] of differences ?? []) {
    const view = seen.get(id)
    if (view && difference !== 0) seen.set(id, { ...view, replyCount: view.replyCount + difference })
  }
  const folded = wholeId && seen.get(wholeId)
  if (folded && whole) {
    seen.set(folded.id, { ...folded, body: withEmoji(whole, emoji, folded.createdAt), isFolded: false })
  }
  return seen
}

/** How their polls stand, and what the reader chose. Nothing is asked where no post has one. */
async function readPolls({ polls, votes }: Deps['facts'], posts: readonly Found[], viewer: Id | null) {
  const found = new Map<Id, PollView>()
  const asking = posts.filter(({ post }) => post.poll !== null)
  if (asking.length === 0) return found
  const ids = asking.map(({ id }) => id)
  const [counted, chosen] = await Promise.all([
    polls.get(ids),
    viewer === null ? [] : votes.get(ids.map((id) => voteKey(id, viewer))),
  ])
  for (const [at, { id, post }] of asking.entries()) {
    const counts = counted[at]
    const looking = { choices: chosen[at] ?? null, isAuthor: post.authorId === viewer }
    if (post.poll && counts) found.set(id, pollView(post.poll, counts, looking))
  }
  return found
}

/** The cards of their links, by key. Nothing is asked where no post has one. */
async function readCards({ cards }: Deps['facts'], posts: readonly Found[]) {
  const found = new Map<string | null, CardView>()
  const keys: string[] = []
  for (const { post } of posts) if (post.cardKey !== null) keys.push(post.cardKey)
  if (keys.length === 0) return found
  for (const [at, card] of (await cards.get(keys)).entries()) if (card) found.set(keys[at] ?? null, card)
  return found
}

/** What the posts answer and quote, and who wrote that, by its id. */
async function readOthers({ posts: shelf, authors }: Deps['facts'], posts: readonly Found[]) {
  const named: { id: Id; authorId: Id }[] = []
  for (const { post } of posts) {
    if (post.replyTo) named.push(post.replyTo)
    if (post.quote) named.push(post.quote)
  }
  const [held, people] = await Promise.all([
    shelf.get(named.map(({ id }) => id)),
    authors.get(named.map(({ authorId }) => authorId)),
  ])
  const others = new Map<Id, { post: PostFact; author: AuthorFact }>()
  for (const [at, { id }] of named.entries()) {
    const [post, author] = [held[at], people[at]]
    if (post && author) others.set(id, { post, author })
  }
  return others
}
