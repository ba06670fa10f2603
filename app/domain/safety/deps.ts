import type { Feeds } from '#app/domain/feeds/feeds.server.ts'
import type { Db, Tx } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'

export type SafetyDeps = Readonly<{
  db: Db
  feeds: Pick<Feeds<Tx>, 'transaction' | 'beginningNow' | 'beginFollows' | 'endFollow' | 'unfollow' | 'forgetTimelines'>
  now: () => Date
}>

/** Who acts, and on whom. */
export type ToSomebody = Readonly<{ viewer: { id: Id }; handle: string }>
