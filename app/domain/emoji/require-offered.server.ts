import type { Tx } from '#app/lib/db.server.ts'
import { Invalid } from '#app/lib/errors.ts'
import type { Id } from '#app/lib/id.ts'

/** For a transaction that uses an emoji anew: whoever retires it meanwhile waits. @throws Invalid when it may not be used */
export async function requireOffered(tx: Tx, id: Id): Promise<void> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM emoji e JOIN media m ON m.id = e.media_id AND m.state = 'ready'
    WHERE e.id = ${id}::uuid AND e.retired_at IS NULL FOR SHARE OF e`
  if (found.length === 0) throw new Invalid('That emoji is not to be used', { kind: 'errors.emoji.notOffered' })
}
