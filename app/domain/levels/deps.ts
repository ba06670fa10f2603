import type { Feeds } from '#app/domain/feeds/feeds.server.ts'
import type { Db, Tx } from '#app/lib/db.server.ts'

export type LevelsDeps = Readonly<{ db: Db; feeds: Pick<Feeds<Tx>, 'transaction' | 'setLevel'> }>
