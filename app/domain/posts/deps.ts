import type { Feeds } from '#app/domain/feeds/feeds.server.ts'
import type { Cache } from '#app/lib/cache/cache.ts'
import type { Db, Tx } from '#app/lib/db.server.ts'

/** What posts stand on. */
export type PostDeps = Readonly<{ db: Db; feeds: Feeds<Tx>; cache: Pick<Cache, 'shelf' | 'sync'>; now: () => Date }>
