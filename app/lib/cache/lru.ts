export interface Lru<Value> {
  /** Undefined: not held. Makes it the most recently used. */
  get(id: string): Value | undefined
  set(id: string, value: Value): void
  delete(id: string): void
  clear(): void
}

/** What was used most recently, up to a weight of `max` in all. `weigh` must answer the same for the same value. */
export function createLru<Value>(max: number, weigh: (value: Value) => number): Lru<Value> {
  // A Map keeps the order in which its keys were put: the first is the one not used for longest.
  const held = new Map<string, Value>()
  let weight = 0
  function remove(id: string): void {
    const value = held.get(id)
    if (value === undefined) return
    held.delete(id)
    weight -= weigh(value)
  }
  return {
    get(id) {
      const value = held.get(id)
      if (value === undefined) return undefined
      held.delete(id)
      held.set(id, value)
      return value
    },
    set(id, value) {
      remove(id)
      held.set(id, value)
      weight += weigh(value)
      for (const oldest of held.keys()) {
        if (weight <= max) break
        remove(oldest)
      }
    },
    delete: remove,
    clear() {
      held.clear()
      weight = 0
    },
  }
}
