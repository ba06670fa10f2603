import type { Id } from '#app/lib/id.ts'
import { type PulledAuthors, type PulledState, settledAfterMs } from './pulled-authors.ts'

type Options = {
  now: () => Date
  /** All who follow somebody, or did and keep the history. */
  shownTo: (actorId: Id) => Id[]
}

/** Who is pulled, in this process. */
export function createMemoryPulledAuthors({ now, shownTo }: Options) {
  const rows = new Map<Id, { since: Date; leavingAt: Date | null }>()
  const methods: PulledAuthors = {
    findPulledActors: async () => [...rows.keys()],

    async enterPulled(actorId) {
      const held = rows.get(actorId)
      if (!held || held.leavingAt !== null) rows.set(actorId, { since: now(), leavingAt: null })
    },

    async leavePulled({ below, enteredBefore }) {
      for (const [actorId, row] of rows) {
        if (row.leavingAt !== null || row.since >= enteredBefore || shownTo(actorId).length >= below) continue
        row.leavingAt = now()
      }
    },

    async findLeaving() {
      return [...rows].flatMap(([actorId, { leavingAt }]) => (leavingAt === null ? [] : [{ actorId, leavingAt }]))
    },

    async endPulled({ actorId, leavingAt }) {
      return rows.get(actorId)?.leavingAt?.getTime() === leavingAt.getTime() && rows.delete(actorId)
    },

    async findShownTo({ actorId, after, limit }) {
      return shownTo(actorId)
        .filter((id) => after === null || id > after)
        .sort()
        .slice(0, limit)
    },
  }
  function stateOf(actorId: Id): PulledState {
    const row = rows.get(actorId)
    if (!row || row.leavingAt !== null) return 'no'
    return now().getTime() - row.since.getTime() > settledAfterMs ? 'settled' : 'entering'
  }
  return { methods, stateOf }
}
