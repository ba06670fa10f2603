import type { EmojiSet } from '#app/domain/emoji/emoji-set.ts'
import type { Cache } from '#app/lib/cache/cache.ts'
import type { Id } from '#app/lib/id.ts'
import type { PostDeps } from '../deps.ts'
import type { PostFacts } from '../post-facts.ts'
import type { PostView } from '../post-views.ts'
import type { ViewerId } from '../visibility/visible.server.ts'
import { hydratePosts } from './hydrate.server.ts'
import { type Reader, readReader } from './onlooker.server.ts'
import { createPostFacts } from './post-facts.server.ts'

/** Posts from cached facts. After `sync`, in the same request, nothing is older than what was answered before. */
export type Reading = Readonly<{
  sync: Cache['sync']
  facts: PostFacts
  emojiSet: () => Promise<EmojiSet>
  readerOf: (viewer: ViewerId) => Promise<Reader>
  hydrate: (query: Parameters<typeof hydratePosts>[1]) => Promise<Map<Id, PostView>>
}>

export function createReading({ db, feeds, cache, emojiSet, now }: Omit<PostDeps, 'linkCards'>): Reading {
  const facts = createPostFacts({ db, cache })
  return {
    sync: () => cache.sync(),
    facts,
    emojiSet,
    readerOf: (viewer) => readReader({ db, now, facts, feeds }, viewer),
    hydrate: (query) => hydratePosts({ db, facts, emojiSet }, query),
  }
}
