import { type Id, newId } from '#app/lib/id.ts'
import { encodeCursor } from './cursor.ts'
import type { TimelineStore } from './timeline-store.ts'
import { type FeedId, limits } from './types.ts'

/** Timelines in this process: for tests, and to read what the Redis scripts do. */
export function createMemoryTimelines(): TimelineStore {
  const timelines = new Map<FeedId, { ids: Id[]; building: string | null }>()
  const orders = new Map<string, readonly Id[]>()
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

    async remove(ids, feeds) {
      for (const feed of feeds) {
        const timeline = timelines.get(feed)
        if (!timeline) continue
        timeline.ids = timeline.ids.filter((id) => !ids.includes(id))
        if (timeline.building !== null || timeline.ids.length === 0) timelines.delete(feed)
      }
    },

    async read(feed, { before, after, limit }) {
      const timeline = timelines.get(feed)
      if (!timeline || timeline.building !== null) return { state: 'cold' }
      const { length } = timeline.ids
      const [from, to] = after ? above(timeline.ids, after, limit) : below(timeline.ids, before, limit)
      const ids = timeline.ids.slice(from, to)
      return { state: 'warm', ids: after ? ids.reverse() : ids, atFloor: to >= length, atTop: from === 0 }
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

    async keepOrder(ids) {
      const token = encodeCursor(newId())
      orders.set(token, [...ids])
      return token
    },

    readOrder: async (token) => orders.get(token) ?? null,
  }
}

function below(ids: readonly Id[], before: Id | null | undefined, limit: number): [from: number, to: number] {
  const from = before ? ids.filter((id) => id >= before).length : 0
  return [from, from + limit]
}

function above(ids: readonly Id[], after: Id, limit: number): [from: number, to: number] {
  const to = ids.filter((id) => id > after).length
  return [to === ids.length ? to : Math.max(0, to - limit), to]
}
