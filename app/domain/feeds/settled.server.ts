import type { FeedDeps } from './deps.ts'

type Deps = Pick<FeedDeps<never>, 'now'> & { ledger: Pick<FeedDeps<never>['ledger'], 'oldestUnfinished'> }

/** How long an answer serves: what was done since is younger than any walk trusts (`doubtMs`). */
const heldMs = 1_000

/** Before which moment all that was done has been delivered, as it was a second ago at most: now, unless something waits. */
export function createSettled({ ledger, now }: Deps): () => Promise<Date> {
  let held: { oldest: Promise<Date | null>; askedAt: number } | null = null
  return async () => {
    const at = now()
    if (!held || Math.abs(at.getTime() - held.askedAt) > heldMs)
      held = { oldest: ledger.oldestUnfinished(), askedAt: at.getTime() }
    const asked = held
    const oldest = await asked.oldest.catch((error: unknown) => {
      if (held === asked) held = null
      throw error
    })
    return oldest && oldest < at ? oldest : at
  }
}
