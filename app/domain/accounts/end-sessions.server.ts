import type { Cache } from '#app/lib/cache/cache.ts'
import type { Db } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import { personFact } from './facts.ts'

export type Ending = { db: Db; cache: Pick<Cache, 'write'> }

/** Before this resolves, no process believes them any more. @returns how many those were */
export async function endSessions(
  { db, cache }: Ending,
  which: { userId: Id; id?: Id; token?: string | { not: string } },
): Promise<number> {
  return cache.write(async (touch) => {
    await touch(personFact(which.userId))
    const { count } = await db.session.deleteMany({ where: which })
    return count
  })
}
