import type { Id } from '#app/lib/id.ts'
import type { FeedId } from './types.ts'

/** Looks at timelines without reading them: none lives longer for it. */
export interface TimelineCensus {
  /** Up to `limit` of the feeds that have a timeline, warm or being built, by chance. O(keys of Redis) when they are few. */
  sample(limit: number): Promise<FeedId[]>
  /** How many there are. O(keys of Redis), in small steps. */
  count(): Promise<number>
  /** The ids of a warm timeline as they are stored; null when it is cold. O(length). */
  peek(feed: FeedId): Promise<Id[] | null>
  /** What a timeline costs in Redis; 0 when there is none. */
  bytesOf(feed: FeedId): Promise<number>
}
