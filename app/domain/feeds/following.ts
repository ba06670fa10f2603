import type { Id } from '#app/lib/id.ts'
import type { FollowWindow } from './ledger.ts'

/** Whom somebody follows. */
export interface Following {
  readonly size: number
  /** Whether they are followed now. */
  has(id: Id): boolean
  /** Whether this activity of theirs is in one's feeds: a follow may begin late, and end with its history kept. */
  shows(actorId: Id, activityId: Id): boolean
  /** Whether anything of theirs is in one's feeds, followed still or not. */
  knows(id: Id): boolean
}

export function toFollowing(windows: readonly FollowWindow[]): Following {
  const byId = new Map(windows.map((window) => [window[0], window]))
  return {
    size: byId.size,
    has(id) {
      const window = byId.get(id)
      return window !== undefined && !window[2]
    },
    shows(actorId, activityId) {
      const window = byId.get(actorId)
      if (!window) return false
      const [, sinceId, untilId] = window
      return (!sinceId || activityId >= sinceId) && (!untilId || activityId <= untilId)
    },
    knows: (id) => byId.has(id),
  }
}
