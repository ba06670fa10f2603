import { mentionsFeed, tagFeed } from '#app/domain/feeds/declarations.ts'
import type { Writing } from '#app/domain/feeds/publish.server.ts'
import type { FeedId, NewActivity } from '#app/domain/feeds/types.ts'
import { attachMedia, hasMedia } from '#app/domain/media/attach-media.server.ts'
import type { ImageInput } from '#app/domain/media/media-rules.ts'
import type { Tx } from '#app/lib/db.server.ts'
import { Conflict } from '#app/lib/errors.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { isBlank } from '#app/lib/text.ts'
import type { PostDeps } from './deps.ts'
import { forgetDraft } from './drafts/forget-draft.server.ts'
import { countsFact, postFact } from './facts.ts'
import { noCounts } from './load-counts.server.ts'
import { toPostFact } from './load-posts.server.ts'
import { keepMentions } from './mentions.server.ts'
import { dayMinutes } from './polls/poll-rules.ts'
import type { PostFacts } from './post-facts.ts'
import type { PostInput } from './post-rules.ts'
import { tagsIn } from './post-text.ts'
import type { Audience, RepliesFrom } from './post-views.ts'
import { requireQuotable } from './quotes.server.ts'
import { takeAway } from './remove-post.server.ts'
import { requireRepliable } from './require-visible.server.ts'
import { partsOf } from './thread-parts.ts'
import { visible } from './visible.server.ts'

type Command = { author: { id: Id }; input: PostInput }

type Deps = Pick<PostDeps, 'feeds' | 'now' | 'linkCards'> & { facts: Pick<PostFacts, 'posts' | 'counts'> }

/** A post, or several that are written in one go: all or none. @returns the first */
export async function createPost(
  { feeds, now, facts, linkCards }: Deps,
  { author, input }: Command,
): Promise<{ id: Id }> {
  const parts = partsOf(input)
  const cardKeys: (string | null)[] = []
  for (const { card, text } of parts) cardKeys.push(card === 'off' ? null : await linkCards.want(text))
  const firstAt = now()
  return feeds.transaction(async (tx, writing) => {
    const ids: Id[] = []
    for (const [at, part] of parts.entries()) {
      const { id } = await writePost(tx, writing, {
        authorId: author.id,
        input: { ...part, replyToId: ids.at(-1) ?? part.replyToId },
        cardKey: cardKeys[at] ?? null,
        // In their order, which is that of their ids.
        createdAt: new Date(firstAt.getTime() + at),
        facts,
        isAnswered: at < parts.length - 1,
      })
      ids.push(id)
    }
    return { id: ids[0] ?? '' }
  })
}

type Written = Readonly<{
  authorId: Id
  input: PostInput
  cardKey: string | null
  createdAt: Date
  facts: Deps['facts']
  /** By the next one, in the same transaction. */
  isAnswered: boolean
}>

async function writePost(
  tx: Tx,
  { publish, retract, touch, keep }: Writing,
  { authorId, input, cardKey, createdAt, facts, isAnswered }: Written,
): Promise<{ id: Id }> {
  const id = newId(createdAt)
  const parent = input.replyToId ? await requireRepliable(tx, { postId: input.replyToId, viewerId: authorId }) : null
  const quoted = input.quoteId ? await requireQuotable(tx, { postId: input.quoteId, viewerId: authorId }) : null
  const post = {
    id,
    authorId,
    text: isBlank(input.text) ? '' : input.text,
    audience: input.audience ?? 'public',
    warning: input.warning ?? null,
    lang: input.lang ?? null,
    repliesFrom: input.repliesFrom ?? 'everyone',
    replyToId: parent?.id ?? null,
    quoteId: quoted?.id ?? null,
    rootId: parent ? (parent.rootId ?? parent.id) : null,
    clientKey: input.clientKey ?? null,
    cardKey,
    createdAt,
  }
  const images = input.media ?? []
  if (!(await insertPost(tx, post))) return requireSent(tx, { ...post, images, poll: input.poll ?? [] })
  await forgetDraft(tx, post)
  const media = await attachMedia(tx, touch, {
    postId: id,
    ownerId: authorId,
    images,
    isSensitive: input.isSensitive ?? false,
    replaces: input.replaces,
  })
  if (input.replaces) await takeAway(tx, { retract, touch }, { postId: input.replaces, authorId, at: createdAt })
  const poll = await keepPoll(tx, id, input, createdAt)
  const mentioned = await keepMentions(tx, post, parent?.authorId)
  await publish(activityOf({ ...post, mentioned }))
  await touch(postFact(id), countsFact(id))
  await touch(...[parent, quoted].flatMap((other) => (other ? [countsFact(other.id)] : [])))
  const around = {
    isCut: false,
    editedAt: null,
    sourceUrl: null,
    parentId: post.replyToId,
    parentAuthorId: parent?.authorId ?? null,
    quoteAuthorId: quoted?.authorId ?? null,
    isPinned: false,
    poll: poll && { ...poll, endsAt: poll.endsAt.toISOString(), isOver: false },
    isDetached: false,
  }
  keep(facts.posts, id, toPostFact({ ...post, mentioned, ...around, media }))
  if (!isAnswered) keep(facts.counts, id, noCounts)
  return { id }
}

/** @returns what it asks; null where it asks nothing */
async function keepPoll(tx: Tx, postId: Id, { poll = [], pollMinutes, pollMultiple }: PostInput, at: Date) {
  if (poll.length === 0) return null
  const asked = {
    options: poll,
    isMultiple: pollMultiple === 'on',
    endsAt: new Date(at.getTime() + (pollMinutes ?? dayMinutes) * 60_000),
  }
  await tx.poll.create({ data: { postId, ...asked } })
  return asked
}

type NewPost = Draft & Readonly<{ id: Id; rootId: Id | null; cardKey: string | null; createdAt: Date }>

/** @returns whether it is new: the author has no post of its key yet */
async function insertPost(tx: Tx, post: NewPost): Promise<boolean> {
  const { id, authorId, text, audience, warning, lang, repliesFrom, createdAt } = post
  const { replyToId, quoteId, rootId, clientKey, cardKey } = post
  const count = await tx.$executeRaw`
    INSERT INTO post (id, author_id, text, audience, warning, lang, replies_from, reply_to_id, quote_id, root_id, client_key, card_key, created_at)
    VALUES (${id}::uuid, ${authorId}::uuid, ${text}, ${audience}, ${warning}, ${lang}, ${repliesFrom}, ${replyToId}::uuid,
      ${quoteId}::uuid, ${rootId}::uuid, ${clientKey}, ${cardKey}, ${createdAt}::timestamptz)
    ON CONFLICT DO NOTHING`
  return count > 0
}

type PublishedPost = Readonly<{
  id: Id
  authorId: Id
  text: string
  replyToId: Id | null
  createdAt: Date
  audience?: Audience
  mentioned?: readonly Id[]
}>

/** The activity that tells of a post. A reply is told to tags and those whom it mentions, not to home feeds. */
export function activityOf(post: PublishedPost): NewActivity {
  const { id, authorId, text, replyToId, createdAt, audience, mentioned = [] } = post
  return {
    id,
    actorId: authorId,
    // Home feeds take no mentions: what is for certain people is in the timeline of nobody else.
    verb: replyToId !== null ? 'reply' : audience === 'mentioned' ? 'mention' : 'post',
    objectId: id,
    targetId: replyToId ?? undefined,
    time: createdAt,
    foreignId: `post:${id}`,
    to: addressesOf(text, mentioned),
  }
}

/** The further feeds that hear of a post: those of its tags, and of whom it mentions. */
export function addressesOf(text: string, mentioned: readonly Id[]): FeedId[] {
  return [...tagsIn(text).map(tagFeed), ...mentioned.map(mentionsFeed)]
}

type Draft = Readonly<{
  authorId: Id
  clientKey: string | null
  text: string
  audience: Audience
  warning: string | null
  lang: string | null
  repliesFrom: RepliesFrom
  replyToId: Id | null
  quoteId: Id | null
}>

type Sent = Draft & { images: readonly ImageInput[]; poll: readonly string[] }

/** The post that the draft has become already. @throws Conflict when its key is that of another post, or a deleted one */
async function requireSent(tx: Tx, { images, poll, ...draft }: Sent): Promise<{ id: Id }> {
  const { authorId, clientKey, text, audience, warning, lang, repliesFrom, replyToId, quoteId } = draft
  const [sent] = await tx.$queryRaw<{ id: Id }[]>`
    SELECT p.id FROM post p WHERE p.author_id = ${authorId}::uuid AND p.client_key = ${clientKey}
      AND p.text = ${text} AND p.audience = ${audience} AND p.warning IS NOT DISTINCT FROM ${warning}
      AND p.lang IS NOT DISTINCT FROM ${lang} AND p.replies_from = ${repliesFrom}
      AND coalesce((SELECT options FROM poll WHERE post_id = p.id), '{}') = ${[...poll]}::varchar[]
      AND p.quote_id IS NOT DISTINCT FROM ${quoteId}::uuid
      AND p.reply_to_id IS NOT DISTINCT FROM ${replyToId}::uuid AND ${visible(authorId)}`
  if (!sent || !(await hasMedia(tx, sent.id, images)))
    throw new Conflict('This draft was posted before, with another text or for others. Post it again as a new one.')
  return sent
}
