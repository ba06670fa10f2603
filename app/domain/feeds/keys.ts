// Every Redis key of the feeds. The hash tag puts thousands of timelines into few slots of a Redis Cluster.
import { bucketOf } from '#app/lib/bucket.ts'
import type { FeedId } from './types.ts'

/** list: ids of 16 bytes, newest first */
export function timelineKey(feed: FeedId): string {
  return `timeline:{b${bucketOf(feed)}}:${feed}`
}

/** string: ids of 16 bytes, in the order that a reader was given */
export function orderKey(token: string): string {
  return `order:{b${bucketOf(token)}}:${token}`
}

/** Matches the keys of timelines, and no others. */
export const timelineKeys = 'timeline:{b*'

/** The feed whose timeline lies under a key; null for other keys. */
export function feedOfKey(key: string): FeedId | null {
  const [, group, owner] = /^timeline:\{b\d+\}:([^:]+):(.+)$/.exec(key) ?? []
  return group && owner ? `${group}:${owner}` : null
}

/** The keys of these timelines, those of one hash slot together. */
export function keysBySlot(feeds: readonly FeedId[]): string[][] {
  const slots = new Map<number, string[]>()
  for (const feed of feeds) {
    const bucket = bucketOf(feed)
    const keys = slots.get(bucket)
    if (keys) keys.push(timelineKey(feed))
    else slots.set(bucket, [timelineKey(feed)])
  }
  return [...slots.values()]
}
