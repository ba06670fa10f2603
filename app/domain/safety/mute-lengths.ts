export const muteLengths = ['hour', 'day', 'week', 'month', 'forever'] as const
export type MuteLength = (typeof muteLengths)[number]

const hour = 3600_000
/** How long something is muted, in milliseconds; null: for good. */
const lengthsMs = { hour, day: 24 * hour, week: 7 * 24 * hour, month: 30 * 24 * hour, forever: null } as const

/** When what is muted from now on for so long ends. */
export function endOf(length: MuteLength, now: Date): Date | null {
  const lengthMs = lengthsMs[length]
  return lengthMs === null ? null : new Date(now.getTime() + lengthMs)
}
