import { useCallback, useSyncExternalStore } from 'react'

/**
 * Values that several components on a page share, by key. Written in event handlers only, so the server's copy stays
 * empty: nothing of one visitor can reach another.
 */
export function createStore<Value>() {
  const values = new Map<string, Value>()
  const listeners = new Set<() => void>()

  function subscribe(listener: () => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  return {
    get: (key: string) => values.get(key),
    /** `undefined` forgets the key. */
    set(key: string, value: Value | undefined) {
      if (value === undefined) values.delete(key)
      else values.set(key, value)
      for (const listener of [...listeners]) listener()
    },
    /** The value under `key` as it is now; undefined while the page is rendered on the server and first hydrated. */
    use(key: string): Value | undefined {
      const read = useCallback(() => values.get(key), [key])
      return useSyncExternalStore(subscribe, read, readNothing)
    },
  }
}

function readNothing(): undefined {
  return undefined
}
