/** How the feeds work while deliveries are late: less is written ahead, more is merged at read. */
export type Pressure = Readonly<{
  /** Authors with more followers are merged at read. */
  pullThreshold: number
  /** Whether a cold timeline is asked for; it is answered from the ledger either way. */
  acceptsRebuilds: boolean
}>

const lateMs = 30_000
const veryLateMs = 5 * 60_000
const lateThreshold = 1_000

/**
 * What the age of the oldest undelivered activity asks for. Age, not number: a long queue that moves is no trouble.
 * Posting is not in it: it never waits for deliveries.
 * @param oldestAt when the oldest undelivered activity was recorded; null when there is none
 * @param pullThreshold what holds without pressure
 */
export function pressureAt(at: { oldestAt: Date | null; now: Date; pullThreshold: number }): Pressure {
  const { oldestAt, now, pullThreshold } = at
  const ageMs = oldestAt === null ? 0 : now.getTime() - oldestAt.getTime()
  return {
    pullThreshold: ageMs > lateMs ? Math.min(pullThreshold, lateThreshold) : pullThreshold,
    acceptsRebuilds: ageMs <= veryLateMs,
  }
}
