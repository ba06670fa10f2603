import type { Tx } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'

/**
 * Until the commit, whoever else locks this person waits: what they do at once, and is counted against a limit, is done one
 * after the other. The key share of what refers to them goes on.
 */
export async function lockPerson(tx: Tx, id: Id): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM "user" WHERE id = ${id}::uuid FOR NO KEY UPDATE`
}
