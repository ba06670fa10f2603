import type { Tx } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'

/** The draft has become a post. In the transaction that writes the post. */
export async function forgetDraft(tx: Tx, { authorId, clientKey }: { authorId: Id; clientKey: string | null }) {
  if (clientKey) await tx.draft.deleteMany({ where: { ownerId: authorId, clientKey } })
}
