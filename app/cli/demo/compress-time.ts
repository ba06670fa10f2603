const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** How long the demo's community has been talking. */
const spanMs = 30 * dayMs
/** The newest question is so old at the end, so that it has its answers. */
const newestAgeMs = 25 * minuteMs
/** Above 1: the newer, the closer together. */
const bend = 1.3
/** No thread is talked in for longer. */
const longestTalkMs = 3 * dayMs
/** What took this long there takes half of its thread's time here. */
const halfMs = 8 * 60 * minuteMs

/** When question `index` of `count`, in order, is asked in the demo, whose end is at `end`. */
export function askedAt(index: number, count: number, end: Date): Date {
  const left = count > 1 ? 1 - index / (count - 1) : 0
  return new Date(end.getTime() - newestAgeMs - spanMs * left ** bend)
}

/**
 * When an answer is given in the demo that took `delayMs` there: after its question, before the end, and in the order
 * in which answers came.
 */
export function answeredAt(asked: Date, delayMs: number, end: Date): Date {
  const room = Math.min(end.getTime() - asked.getTime(), longestTalkMs)
  const delay = Math.max(0, delayMs)
  return new Date(Math.round(asked.getTime() + Math.min(room, minuteMs / 2 + room * (delay / (delay + halfMs)))))
}
