import { mentionsFeed, tagFeed } from '#app/domain/feeds/declarations.ts'
import type { FeedId, NewActivity } from '#app/domain/feeds/types.ts'
import type { Id } from '#app/lib/id.ts'
import { tagsIn } from '../post-text.ts'
import type { Audience } from '../post-views.ts'

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
