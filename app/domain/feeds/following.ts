import type { Id } from '#app/lib/id.ts'
import type { FollowWindow } from './ledger.ts'
import { type FeedId, isFeedId } from './types.ts'

/** Whom somebody follows, and which feeds of addresses. */
export interface Following {
  /** How many people. */
  readonly size: number
  readonly feeds: readonly FeedId[]
  /** How much of them is wanted, of those of whom it was said. */
  readonly levels: ReadonlyMap<Id, string>
  /** Whether they are followed now. */
  has(id: Id): boolean
  /** Whether this activity of theirs is in one's feeds: a follow may begin late, and end with its history kept. */
  shows(actorId: Id, activityId: Id): boolean
  /** Whether anything of theirs is in one's feeds, followed still or not. */
  knows(id: Id): boolean
}

export function toFollowing(windows: readonly FollowWindow[]): Following {
  // Mostly there are no others: a set of ids is asked in half the time.
  const open = new Set<Id>()
  const bounded = new Map<Id, FollowWindow>()
  const feeds: FeedId[] = []
  const levels = new Map<Id, string>()
  for (const window of windows) {
    const [id, sinceId, untilId, level] = window
    if (level) levels.set(id, level)
    if (isFeedId(id)) feeds.push(id)
    else if (sinceId || untilId) bounded.set(id, window)
    else open.add(id)
  }
  return {
    size: windows.length - feeds.length,
    feeds,
    levels,
    has: (id) => open.has(id) || (bounded.has(id) && !bounded.get(id)?.[2]),
    shows(actorId, activityId) {
      if (open.has(actorId)) return true
      const window = bounded.get(actorId)
      if (!window) return false
      const [, sinceId, untilId] = window
      return (!sinceId || activityId >= sinceId) && (!untilId || activityId <= untilId)
    },
    knows: (id) => open.has(id) || bounded.has(id),
  }
}
