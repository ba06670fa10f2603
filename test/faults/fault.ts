import type { Check } from '#test/support/fault-checks.ts'
import type { Cluster } from '#test/support/fault-cluster.ts'
import type { Desk } from '#test/support/fault-desk.ts'
import type { Community } from '#test/support/fault-members.ts'
import type { Prober } from '#test/support/fault-prober.ts'
import type { Random } from '#test/support/fault-random.ts'

/** What a fault works on, while members write and the prober reads. */
export type Stage = Readonly<{
  cluster: Cluster
  community: Community
  desk: Desk
  prober: Prober
  random: Random
  /** The short form, for `npm test`: seconds instead of minutes. */
  isShort: boolean
  pause: (ms: number) => Promise<void>
}>

export type Fault = Readonly<{
  /** As in the table of docs/reliability.md. */
  id: string
  title: string
  /** Whether it holds requests or slows them down: the processes then reach their servers through doors. */
  doors?: boolean
  /** Writes a second; 0 for a fault that must be alone. */
  perSecond?: number
  /**
   * Whether it kills who writes: what they had changed is old in the caches for up to 90 s. Too long for the short form,
   * in which such a fault is alone.
   */
  killsWriters?: boolean
  /** Everything is delivered and right within this after the fault has ended. */
  quietWithinMs: number
  /** Does the damage, and ends it. @returns checks of its own, made when all is quiet; null: none */
  run: (stage: Stage) => Promise<(() => Promise<Check[]>) | null>
}>

/** A check of one sentence: what is wrong, or nothing. */
export function expectThat(name: string, isSo: boolean, otherwise: string): Check {
  return { name, compared: 1, wrong: isSo ? [] : [otherwise] }
}
