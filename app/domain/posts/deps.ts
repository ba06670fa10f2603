import type { Feeds } from '#app/domain/feeds/feeds.server.ts'
import type { Db, Tx } from '#app/lib/db.server.ts'

/** What posts stand on. */
export type PostDeps = Readonly<{ db: Db; feeds: Feeds<Tx>; now: () => Date }>
