import { mediaUrl } from '#app/domain/media/media-views.ts'
import type { Cache } from '#app/lib/cache/cache.ts'
import type { Db } from '#app/lib/db.server.ts'
import { derived } from '#app/lib/derived.ts'
import type { Id } from '#app/lib/id.ts'
import type { EmojiSet, HeldEmoji } from './emoji-set.ts'
import { kinds, wholeSet } from './facts.ts'

/** The set from caches, one fact for the whole site: await `cache.sync()` before, in the same request. */
export function createEmojiSet({ db, cache }: { db: Db; cache: Pick<Cache, 'shelf'> }): () => Promise<EmojiSet> {
  const shelf = cache.shelf<readonly HeldEmoji[]>({
    name: kinds.set,
    load: async () => new Map([[wholeSet, await loadEmoji(db)]]),
  })
  return async () => {
    const [held] = await shelf.get([wholeSet])
    return held ? setOf(held) : setOf(none)
  }
}

const none: readonly HeldEmoji[] = []

const setOf = derived(
  (all: readonly HeldEmoji[]): EmojiSet => ({
    byId: new Map(all.map((emoji) => [emoji.id, emoji])),
    byName: new Map(all.flatMap((emoji) => emoji.names.map((name) => [name, emoji] as const))),
    offered: all
      .filter(({ retiredAt }) => retiredAt === null)
      .map(({ id, name, src, description, category }) => ({ id, name, src, description, category })),
  }),
)

type Row = Omit<HeldEmoji, 'src' | 'retiredAt'> & { key: string; retiredAt: Date | null }

/** Those whose image is ready. */
async function loadEmoji(db: Db): Promise<HeldEmoji[]> {
  const rows = await db.$queryRaw<(Row & { id: Id })[]>`
    SELECT e.id, e.name, e.description, e.category, e.retired_at AS "retiredAt", m.key,
      array(SELECT name FROM emoji_name WHERE emoji_id = e.id ORDER BY name) AS names
    FROM emoji e JOIN media m ON m.id = e.media_id AND m.state = 'ready' ORDER BY e.category, e.name, e.id`
  return rows.map(({ key, retiredAt, ...emoji }) => ({
    ...emoji,
    src: mediaUrl(key, 'small'),
    retiredAt: retiredAt?.toISOString() ?? null,
  }))
}
