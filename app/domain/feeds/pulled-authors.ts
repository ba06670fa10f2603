import type { Id } from '#app/lib/id.ts'

/**
 * How the activities of an actor reach followers: by fan-out (`no`), or merged at read: lately (`entering`: some
 * process may not know yet), or known to all (`settled`). Who is leaving is written ahead again, and merged still.
 */
export type PulledState = 'no' | 'entering' | 'settled'

/** From then on every process knows: longer than it takes to recover what a killed writer left in the caches. */
export const settledAfterMs = 5 * 60_000

/** The ledger's part about authors with so many followers that they are merged at read (docs/decisions/014). */
export interface PulledAuthors {
  /** All who are merged at read, who are leaving too. */
  findPulledActors(): Promise<Id[]>
  /** From now on merged at read. Again does nothing; ends a leaving. */
  enterPulled(actorId: Id): Promise<void>
  /** Marks as leaving who entered before `enteredBefore` and has fewer followers than `below`. Reads that many of each. */
  leavePulled(query: { below: number; enteredBefore: Date }): Promise<void>
  findLeaving(): Promise<Leaving[]>
  /** No longer merged at read, if this is the leaving that goes on. @returns whether it was */
  endPulled(leaving: Leaving): Promise<boolean>
  /** Whose feeds show, or showed, what an actor does: all who follow, or did and keep its history; ids ascending. */
  findShownTo(query: { actorId: Id; after: Id | null; limit: number }): Promise<Id[]>
}

export type Leaving = Readonly<{ actorId: Id; leavingAt: Date }>
