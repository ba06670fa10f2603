import type { Logger } from '#app/lib/log.server.ts'
import type { JobQueue } from '#app/lib/queue.server.ts'
import { createDuties } from './duties.server.ts'
import { createFollows } from './follow.server.ts'
import type { Ledger } from './ledger.ts'
import { createPublishing } from './publish.server.ts'
import { readFeed } from './read.server.ts'
import type { TimelineStore } from './timeline-store.ts'
import type { FeedId, Hydrate, Page } from './types.ts'

/** What the feeds stand on. `Tx` is the ledger's kind of transaction. */
export type FeedDeps<Tx> = Readonly<{
  ledger: Ledger<Tx>
  timelines: TimelineStore
  queue: Pick<JobQueue, 'add' | 'addMany'>
  log: Pick<Logger, 'warn'>
  now: () => Date
}>

/**
 * The door of the feeds: everything that pages, other modules and jobs may ask of them.
 * `duties` are for jobs and commands.
 */
export function createFeeds<Tx>(deps: FeedDeps<Tx>) {
  return {
    ...createPublishing(deps),
    ...createFollows(deps),
    /**
     * One page of a feed, newest first: exact, each entry once, only what `hydrate` shows, and full as long as
     * the feed goes on. @throws Invalid when the cursor is not ours
     */
    read: <Item>(query: {
      feed: FeedId
      cursor?: string | null
      limit: number
      hydrate: Hydrate<Item>
    }): Promise<Page<Item>> => readFeed(deps, query),
    duties: createDuties(deps),
  }
}

export type Feeds<Tx> = ReturnType<typeof createFeeds<Tx>>
