import { tagFeed } from '#app/domain/feeds/declarations.ts'
import type { NewActivity } from '#app/domain/feeds/types.ts'
import type { Tx } from '#app/lib/db.server.ts'
import { Conflict, NotFound } from '#app/lib/errors.ts'
import { type Id, newId } from '#app/lib/id.ts'
import type { PostDeps } from './deps.ts'
import { countsFact, postFact } from './facts.ts'
import type { PostInput } from './post-rules.ts'
import { tagsIn } from './post-text.ts'
import { visible } from './visible.server.ts'

type Command = { author: { id: Id }; input: PostInput }

export async function createPost({ feeds, now }: PostDeps, { author, input }: Command): Promise<{ id: Id }> {
  const createdAt = now()
  const id = newId(createdAt)
  return feeds.transaction(async (tx, { publish, touch }) => {
    const parent = input.replyToId ? await requireParent(tx, input.replyToId, author.id) : null
    const post = {
      id,
      authorId: author.id,
      text: input.text,
      replyToId: parent?.id ?? null,
      rootId: parent ? (parent.rootId ?? parent.id) : null,
      clientKey: input.clientKey ?? null,
      createdAt,
    }
    const { count } = await tx.post.createMany({ data: [post], skipDuplicates: true })
    if (count === 0) return requireSent(tx, post)
    await publish(activityOf(post))
    await touch(postFact(id), ...(parent ? [countsFact(parent.id)] : []))
    return { id }
  })
}

type PublishedPost = { id: Id; authorId: Id; text: string; replyToId: Id | null; createdAt: Date }

/** The activity that tells of a post. A reply is told to tags, not to home feeds. */
export function activityOf({ id, authorId, text, replyToId, createdAt }: PublishedPost): NewActivity {
  return {
    id,
    actorId: authorId,
    verb: replyToId === null ? 'post' : 'reply',
    objectId: id,
    targetId: replyToId ?? undefined,
    time: createdAt,
    foreignId: `post:${id}`,
    to: tagsIn(text).map(tagFeed),
  }
}

async function requireParent(tx: Tx, id: Id, viewer: Id): Promise<{ id: Id; rootId: Id | null }> {
  // Held until the commit: a parent that is deleted meanwhile is deleted before or after the reply, not during.
  const [parent] = await tx.$queryRaw<{ id: Id; rootId: Id | null }[]>`
    SELECT p.id, p.root_id AS "rootId" FROM post p WHERE p.id = ${id}::uuid AND ${visible(viewer)} FOR SHARE OF p`
  if (!parent) throw new NotFound('The post that you answer is gone.')
  return parent
}

type Draft = { authorId: Id; clientKey: string | null; text: string; replyToId: Id | null }

/** The post that the draft has become already. @throws Conflict when its key is that of another post, or a deleted one */
async function requireSent(tx: Tx, { authorId, clientKey, text, replyToId }: Draft): Promise<{ id: Id }> {
  const [sent] = await tx.$queryRaw<{ id: Id }[]>`
    SELECT p.id FROM post p WHERE p.author_id = ${authorId}::uuid AND p.client_key = ${clientKey}
      AND p.text = ${text} AND p.reply_to_id IS NOT DISTINCT FROM ${replyToId}::uuid AND ${visible(authorId)}`
  if (!sent) throw new Conflict('This draft was posted before, with another text. Post it again as a new one.')
  return sent
}
