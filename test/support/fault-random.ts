/** Chance that can be repeated: the same seed gives the same choices in the same order (mulberry32). */
export function createRandom(seed: number) {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  /** From 0 up to `below`. */
  const int = (below: number) => Math.floor(next() * below)
  return {
    next,
    int,
    chance: (probability: number) => next() < probability,
    /** One of these; undefined of none. */
    pick: <Value>(values: readonly Value[]): Value | undefined => values[int(values.length)],
    shuffle<Value>(values: readonly Value[]): Value[] {
      return values
        .map((value) => ({ value, at: next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ value }) => value)
    },
  }
}

export type Random = ReturnType<typeof createRandom>
