import { type Id, newId } from '#app/lib/id.ts'
import type { TimelineStore } from './timeline-store.ts'
import { type FeedId, limits } from './types.ts'

/** Timelines in this process: for tests, and to read what the Redis scripts do. */
export function createMemoryTimelines(): TimelineStore {
  const timelines = new Map<FeedId, { ids: Id[]; building: string | null }>()
  const newestFirst = (ids: Iterable<Id>) => [...new Set(ids)].sort().reverse()

  return {
    async push(id, feeds) {
      for (const feed of feeds) {
        const timeline = timelines.get(feed)
        if (!timeline) continue
        const oldest = timeline.ids.at(-1)
        if (timeline.building === null && (oldest === undefined || id < oldest)) continue
        timeline.ids = newestFirst([...timeline.ids, id])
        const full = timeline.ids.length > limits.timelineLength + limits.timelineSlack
        if (full && timeline.building === null) timeline.ids.length = limits.timelineLength
      }
    },

    async read(feed, { before, limit }) {
      const timeline = timelines.get(feed)
      if (!timeline || timeline.building !== null) return { state: 'cold' }
      const older = timeline.ids.filter((id) => before === null || id < before)
      return { state: 'warm', ids: older.slice(0, limit), atFloor: older.length <= limit }
    },

    async open(feed) {
      const token = newId()
      timelines.set(feed, { ids: [], building: token })
      return token
    },

    async fill(feed, token, ids) {
      const timeline = timelines.get(feed)
      if (timeline?.building !== token) return false
      const all = newestFirst([...timeline.ids, ...ids]).slice(0, limits.timelineLength)
      if (all.length === 0) timelines.delete(feed)
      else timelines.set(feed, { ids: all, building: null })
      return true
    },

    async drop(feeds) {
      for (const feed of feeds) timelines.delete(feed)
    },
  }
}
