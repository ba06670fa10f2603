import type { Cache } from '#app/lib/cache/cache.ts'
import type { Logger } from '#app/lib/log.server.ts'
import type { JobQueue } from '#app/lib/queue.server.ts'
import type { Ledger } from './ledger.ts'
import type { TimelineStore } from './timeline-store.ts'

/** What the feeds stand on. `Tx` is the ledger's kind of transaction. */
export type FeedDeps<Tx> = Readonly<{
  ledger: Ledger<Tx>
  timelines: TimelineStore
  queue: Pick<JobQueue, 'add' | 'addMany'>
  cache: Pick<Cache, 'shelf' | 'sync' | 'write'>
  /** Authors with more followers are merged at read; absent: nobody is. */
  pullThreshold?: number
  /** Told when an activity is in all the timelines of so many followers, so long after it was recorded. */
  onDelivered?: (delivery: Readonly<{ seconds: number; followers: number }>) => void
  /** Told how long each part of a read took. */
  onStage?: (stage: Stage, seconds: number) => void
  log: Pick<Logger, 'warn'>
  now: () => Date
}>

/** Parts of a read, beside one another or within: `hydrate` lies in `rows`. */
export type Stage = 'sync' | 'view' | 'skeleton' | 'rows' | 'hydrate'
