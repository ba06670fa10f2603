import type { FeedDeps } from './deps.ts'
import { createDuties } from './duties.server.ts'
import { createFollows } from './follow.server.ts'
import { createPublishing } from './publish.server.ts'
import { readFeed } from './read.server.ts'
import type { FeedId, Hydrate, Page } from './types.ts'

/**
 * The door of the feeds: everything that pages, other modules and jobs may ask of them.
 * `duties` are for jobs and commands.
 */
export function createFeeds<Tx>(deps: FeedDeps<Tx>) {
  const publishing = createPublishing(deps)
  return {
    ...publishing,
    ...createFollows(deps, publishing.transaction),
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
