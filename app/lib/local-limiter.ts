/** More keys than this are a flood of addresses, and not worth the memory. */
const maxKeys = 100_000

export type LocalLimiter = Readonly<{
  /** Counts one for `key`. @returns seconds to wait, 0 when it may go on */
  consume: (key: string, times: number) => number
}>

/**
 * Counts in this process alone, for what is asked so often that a round trip each would be felt: so many `times` in a window,
 * by each process. The windows of all keys begin together; past 100,000 keys a new one begins.
 * @param now milliseconds
 */
export function createLocalLimiter({ windowS, now }: { windowS: number; now: () => number }): LocalLimiter {
  const counts = new Map<string, number>()
  let endsAt = 0
  return {
    consume(key, times) {
      const at = now()
      if (at >= endsAt || counts.size >= maxKeys) {
        counts.clear()
        endsAt = at + windowS * 1_000
      }
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      return count > times ? Math.ceil((endsAt - at) / 1_000) : 0
    },
  }
}
