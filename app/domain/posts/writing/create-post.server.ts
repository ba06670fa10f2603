import type { Writing } from '#app/domain/feeds/publish.server.ts'
import { attachMedia } from '#app/domain/media/attach-media.server.ts'
import type { Tx } from '#app/lib/db.server.ts'
import { type Id, newId } from '#app/lib/id.ts'
import { isBlank } from '#app/lib/text.ts'
import type { PostDeps } from '../deps.ts'
import { forgetDraft } from '../drafts/forget-draft.server.ts'
import { countsFact, postFact } from '../facts.ts'
import { keepMentions } from '../mentions.server.ts'
import { keepPoll } from '../polls/keep-poll.server.ts'
import type { PostFacts } from '../post-facts.ts'
import type { PostInput } from '../post-rules.ts'
import { requireQuotable } from '../quotes.server.ts'
import { noCounts } from '../views/load-counts.server.ts'
import { toPostFact } from '../views/load-posts.server.ts'
import { requireRepliable } from '../visibility/require-visible.server.ts'
import { insertPost, requireSent } from './insert-post.server.ts'
import { activityOf } from './post-activity.ts'
import { takeAway } from './remove-post.server.ts'
import { partsOf } from './thread-parts.ts'

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
  const inserted = await insertPost(tx, post)
  // Also one that was saved again while it was posted: it is that post already.
  await forgetDraft(tx, post)
  if (!inserted) return requireSent(tx, { ...post, images, poll: input.poll ?? [] })
  const media = await attachMedia(tx, touch, {
    postId: id,
    ownerId: authorId,
    images,
    isSensitive: input.isSensitive ?? false,
    replaces: input.replaces,
  })
  if (input.replaces) await takeAway(tx, { retract, touch }, { postId: input.replaces, authorId, at: createdAt })
  const poll = await keepPoll(tx, id, input, createdAt)
  const mentioned = await keepMentions(tx, post, parent)
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
  keep(facts.posts, id, toPostFact({ ...post, ...inserted, mentioned, ...around, media }))
  if (!isAnswered) keep(facts.counts, id, noCounts)
  return { id }
}
