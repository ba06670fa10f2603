import type { Cache } from '#app/lib/cache/cache.ts'
import type { Db } from '#app/lib/db.server.ts'
import type { Id } from '#app/lib/id.ts'
import type { Logger } from '#app/lib/log.server.ts'
import type { JobQueue } from '#app/lib/queue.server.ts'
import type { Storage } from '#app/lib/storage/storage.ts'
import type { RenderImage } from './render-image.server.ts'

/** What media stand on. */
export type MediaDeps = Readonly<{
  db: Db
  cache: Pick<Cache, 'shelf' | 'write'>
  queue: Pick<JobQueue, 'add' | 'addMany'>
  storage: Storage
  render: RenderImage
  posts: Audience
  log: Logger
  now: () => Date
  /** Bytes that one person may have here; 0: as many as they like. */
  quotaBytes: number
}>

type Question = { viewer: { id: Id } | null }

/** Posts as media need them: both answer null where the viewer sees nothing, else whether everybody does. */
export type Audience = Readonly<{
  whoSees: (question: Question & { postId: Id }) => Promise<{ isPublic: boolean } | null>
  whoSeesPerson: (question: Question & { personId: Id }) => Promise<{ isPublic: boolean } | null>
}>
