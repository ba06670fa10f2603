import { isHandle } from '#app/domain/accounts/account-rules.ts'
import type { DbOrTx } from '#app/lib/db.server.ts'
import { Invalid, NotFound } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'

/**
 * Somebody else, whoever may know of whom: one may block who has blocked one, and undo what one has done to anybody.
 * @throws NotFound; Invalid with `refusal` for oneself
 */
export async function requireOther(
  db: DbOrTx,
  { viewer, handle, refusal }: { viewer: { id: Id }; handle: string; refusal: string },
): Promise<{ id: Id }> {
  const wanted = handle.toLowerCase()
  const person = isHandle(wanted) && (await db.user.findUnique({ where: { handle: wanted }, select: { id: true } }))
  if (!person) throw new NotFound('Nobody has this name')
  if (person.id === viewer.id) throw new Invalid('Nobody does this to themselves', { handle: refusal })
  return person
}
