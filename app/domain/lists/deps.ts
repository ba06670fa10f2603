import type { Feeds } from '#app/domain/feeds/feeds.server.ts'
import type { Db, Tx } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'

export type ListsDeps = Readonly<{ db: Db; feeds: Pick<Feeds<Tx>, 'setMember' | 'clearMembers'>; now: () => Date }>

/** Whose list, and which. For everybody else there is no such list. */
export type OfList = Readonly<{ viewer: { id: Id }; listId: Id }>
