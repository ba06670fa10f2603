import type { EmojiSet } from '#app/domain/emoji/emoji-set.ts'
import type { Feeds } from '#app/domain/feeds/feeds.server.ts'
import type { Cache } from '#app/lib/cache/cache.ts'
import type { Db, Tx } from '#app/lib/db.server.ts'
import type { LinkCards } from './link-cards/link-cards.server.ts'

/** What posts stand on. */
export type PostDeps = Readonly<{
  db: Db
  feeds: Feeds<Tx>
  cache: Pick<Cache, 'shelf' | 'sync'>
  linkCards: Pick<LinkCards, 'want' | 'wantInstead'>
  /** The site's own emoji, after a `sync` of the cache. */
  emojiSet: () => Promise<EmojiSet>
  now: () => Date
}>
