// Names of what is cached about media, for the verbs that change it (docs/decisions/010-coherent-cache.md).
import type { Touched } from '#app/lib/cache/cache.ts'
import type { Id } from '#app/lib/id.ts'
import type { MediaKind } from './media-rules.ts'

export const kinds = { file: 'media.file' } as const

/** Whose files these are, and which post they belong to. By their key. */
export const fileFact = (key: string): Touched => ({ kind: kinds.file, id: key })

/** What there is to know before a file is handed out; absent unless it is ready. */
export type FileFact = Readonly<{ ownerId: Id | null; kind: MediaKind; postId: Id | null }>
