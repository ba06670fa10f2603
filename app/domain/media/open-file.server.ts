import type { Shelf } from '#app/lib/cache/cache.ts'
import type { Db } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { Storage, Stored } from '#app/lib/storage/storage.ts'
import type { Audience } from './deps.ts'
import type { FileFact } from './facts.ts'
import { toKind } from './media-rules.ts'
import type { FileType, MediaSize } from './media-views.ts'

type Deps = { files: Shelf<FileFact>; posts: Audience; storage: Storage }
type Question = { key: string; size: MediaSize; type?: FileType; viewer: { id: Id } | null }

/** A file that may be handed out. `isPublic`: to everybody, so that caches may keep it for a while. */
export type OpenFile = Readonly<{ isPublic: boolean; open: () => Promise<Stored | null> }>

/**
 * Whether the viewer may have an image's file now: an image of a post follows that post, one that is in no post yet is its
 * sender's, a picture of a person follows the person, and emoji and images of public pages are
 * for everybody. Null where not, and where there is none.
 */
export async function findFile({ files, posts, storage }: Deps, { key, size, type = 'webp', viewer }: Question) {
  const [file] = await files.get([key])
  const seen = file ? await whoSees(posts, file, viewer) : null
  return seen ? { ...seen, open: () => storage.get(`${key}/${size}.${type}`) } : null
}

async function whoSees(posts: Audience, { kind, postId, ownerId }: FileFact, viewer: { id: Id } | null) {
  if (kind === 'emoji' || ownerId === null) return { isPublic: true }
  if (postId) return posts.whoSees({ postId, viewer })
  if (kind !== 'post') return posts.whoSeesPerson({ personId: ownerId, viewer })
  return viewer?.id === ownerId ? { isPublic: false } : null
}

/** Those that are ready, by key. */
export async function loadFiles(db: Db, keys: readonly string[]): Promise<ReadonlyMap<string, FileFact>> {
  const rows = await db.media.findMany({
    where: { key: { in: [...keys] }, state: 'ready' },
    select: { key: true, ownerId: true, kind: true, postId: true },
  })
  return new Map(rows.map(({ key, kind, ...row }) => [key, { ...row, kind: toKind(kind) }]))
}
