import { Invalid } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import type { PostDeps } from './deps.ts'
import { standingFact } from './facts.ts'
import { requireVisible } from './require-visible.server.ts'

type Command = { postId: Id; viewer: { id: Id }; isOn: boolean }

/** All of them are one cached fact, read on each page. */
const maxMuted = 1_000

/**
 * From the next read on the viewer's feeds leave out the conversation that a post is of, or show it again. The conversation
 * itself stays as it is. Again does nothing. @throws NotFound when the post may not be seen; Invalid for one too many
 */
export async function muteConversation({ feeds, now }: PostDeps, { postId, viewer, isOn }: Command) {
  return feeds.transaction(async (tx, { touch }) => {
    const { id, rootId } = await requireVisible(tx, { postId, viewerId: viewer.id })
    const key = { ownerId: viewer.id, rootId: rootId ?? id }
    await touch(standingFact(viewer.id))
    if (!isOn) {
      await tx.conversationMute.deleteMany({ where: key })
      return { isConversationMuted: false }
    }
    await tx.conversationMute.createMany({ data: [{ ...key, createdAt: now() }], skipDuplicates: true })
    if ((await tx.conversationMute.count({ where: { ownerId: viewer.id } })) > maxMuted)
      throw new Invalid('Too many conversations are muted', { form: 'errors.conversation.tooMany' })
    return { isConversationMuted: true }
  })
}
