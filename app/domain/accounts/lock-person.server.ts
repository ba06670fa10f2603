import { type Tx, uuids } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'

/**
 * Until the commit, whoever else locks this person waits: what they do at once, and is counted against a limit, is done one
 * after the other. The key share of what refers to them goes on. Several are locked in one call, in the order of their
 * ids: then no two wait for each other.
 */
export async function lockPerson(tx: Tx, ...ids: readonly Id[]): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM "user" WHERE id = ANY(${uuids(ids)}) ORDER BY id FOR NO KEY UPDATE`
}
