import type { Tx } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'

/**
 * Until the commit, nobody else changes what is between these two. A follow that does not see a block yet, and a block
 * that does not see the follow yet, would both stand: neither has a row of the other's to wait for.
 */
export async function lockPair(tx: Tx, ids: readonly [Id, Id]): Promise<void> {
  const pair = ids.toSorted().join(' ')
  // Another pair with the same hash waits for nothing, and that is all.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${pair}, 0))`
}
