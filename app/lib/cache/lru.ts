export interface Lru<Value> {
  /** Undefined: not held. Makes it the most recently used. */
  get(id: string): Value | undefined
  set(id: string, value: Value): void
  delete(id: string): void
  clear(): void
}

type Node<Value> = { readonly id: string; readonly value: Value; older: Node<Value> | null; newer: Node<Value> | null }

/** What was used most recently, up to a weight of `max` in all. `weigh` must answer the same for the same value. */
export function createLru<Value>(max: number, weigh: (value: Value) => number): Lru<Value> {
  // A list, not the order of the Map: to take out and put back at each hit costs several times what the look-up does.
  const held = new Map<string, Node<Value>>()
  let newest: Node<Value> | null = null
  let oldest: Node<Value> | null = null
  let weight = 0

  function unlink({ older, newer }: Node<Value>): void {
    if (newer) newer.older = older
    else newest = older
    if (older) older.newer = newer
    else oldest = newer
  }

  function putFirst(node: Node<Value>): void {
    node.older = newest
    node.newer = null
    if (newest) newest.newer = node
    else oldest = node
    newest = node
  }

  function remove(node: Node<Value> | null | undefined): void {
    if (!node) return
    unlink(node)
    held.delete(node.id)
    weight -= weigh(node.value)
  }

  return {
    get(id) {
      const node = held.get(id)
      if (node === undefined) return undefined
      if (node !== newest) {
        unlink(node)
        putFirst(node)
      }
      return node.value
    },
    set(id, value) {
      remove(held.get(id))
      const node = { id, value, older: null, newer: null }
      held.set(id, node)
      putFirst(node)
      weight += weigh(value)
      while (weight > max && oldest) remove(oldest)
    },
    delete: (id) => remove(held.get(id)),
    clear() {
      held.clear()
      newest = null
      oldest = null
      weight = 0
    },
  }
}
