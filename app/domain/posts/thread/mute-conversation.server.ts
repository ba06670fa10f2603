import { lockPerson } from '#app/domain/accounts/lock-person.server.ts'
import type { Page } from '#app/domain/feeds/types.ts'
import { type Db, sql } from '#app/lib/db.server.ts'
import { Invalid } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'
import type { PostDeps } from '../deps.ts'
import { standingFact } from '../facts.ts'
import { pageLength } from '../post-rules.ts'
import type { PostView } from '../post-views.ts'
import { decodeMoment, encodeMoment, type Moment } from '../reactions/moment-cursor.ts'
import type { Reading } from '../views/reading.server.ts'
import { requireVisible } from '../visibility/require-visible.server.ts'

type Command = { postId: Id; viewer: { id: Id }; isOn: boolean }

/** All of them are one cached fact, read on each page. */
const maxMuted = 1_000

/**
 * From the next read on the viewer's feeds leave out the conversation that a post is of, or show it again. The conversation
 * itself stays as it is. Again does nothing. The post that began it lets it in again whatever became of it.
 * @throws NotFound when the post may not be seen; Invalid for one too many
 */
export async function muteConversation({ feeds, now }: PostDeps, { postId, viewer, isOn }: Command) {
  return feeds.transaction(async (tx, { touch }) => {
    await touch(standingFact(viewer.id))
    // Several at once count each other.
    if (isOn) await lockPerson(tx, viewer.id)
    else {
      const { count } = await tx.conversationMute.deleteMany({ where: { ownerId: viewer.id, rootId: postId } })
      if (count > 0) return { isConversationMuted: false }
    }
    const { id, rootId } = await requireVisible(tx, { postId, viewerId: viewer.id })
    const key = { ownerId: viewer.id, rootId: rootId ?? id }
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

/** `post`: what began it; null when it is not there any more, or may not be seen. */
export type MutedConversation = Readonly<{ rootId: Id; post: PostView | null }>

type Deps = Pick<Reading, 'sync' | 'readerOf' | 'hydrate'> & { db: Db }

/** The viewer's, the one that was muted last first, 20 a page. @throws Invalid for a cursor that is none */
export async function listMutedConversations(
  deps: Deps,
  { viewer, cursor }: { viewer: { id: Id }; cursor?: string | null },
): Promise<Page<MutedConversation>> {
  const after = decodeMoment(cursor)
  const past = after === null ? sql`` : sql`AND (created_at, root_id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  const rows = await deps.db.$queryRaw<Moment[]>`
    SELECT root_id AS id, created_at AS at FROM conversation_mute WHERE owner_id = ${viewer.id}::uuid ${past}
    ORDER BY created_at DESC, root_id DESC LIMIT ${pageLength + 1}`
  const shown = rows.slice(0, pageLength)
  await deps.sync()
  const reader = await deps.readerOf(viewer.id)
  const posts = await deps.hydrate({ ids: shown.map(({ id }) => id), reader })
  const last = rows.length > pageLength ? shown.at(-1) : undefined
  return {
    items: shown.map(({ id }) => ({ rootId: id, post: posts.get(id) ?? null })),
    nextCursor: last ? encodeMoment(last) : null,
  }
}
