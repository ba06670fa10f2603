import type { Feeds } from '#app/domain/feeds/feeds.server.ts'
import type { PostView } from '#app/domain/posts/post-views.ts'
import type { Cache } from '#app/lib/cache/cache.ts'
import type { Db, Tx } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'

export type Asker = Readonly<{ viewer: { id: Id } }>

/** What bookmarks need of posts. */
export interface Posts {
  /** Those that the viewer may see, by id. In the same request, after a `sync` of the cache. */
  hydrate(query: { ids: readonly Id[]; viewer: { id: Id } }): Promise<ReadonlyMap<Id, PostView>>
}

export type BookmarkDeps = Readonly<{
  db: Db
  feeds: Pick<Feeds<Tx>, 'transaction'>
  cache: Pick<Cache, 'sync'>
  posts: Posts
  now: () => Date
}>
