import { useCallback, useSyncExternalStore } from 'react'

export type Store<Value> = {
  get: (key: string) => Value | undefined
  /** `undefined` forgets the key. */
  set: (key: string, value: Value | undefined) => void
  subscribe: (listener: () => void) => () => void
}

/**
 * Values that several components on a page share, by key. Written in event handlers only, so the server's copy stays
 * empty: nothing of one visitor can reach another.
 */
export function createStore<Value>(): Store<Value> {
  const values = new Map<string, Value>()
  const listeners = new Set<() => void>()
  return {
    get: (key) => values.get(key),
    set(key, value) {
      if (value === undefined) values.delete(key)
      else values.set(key, value)
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** The value under `key` as it is now; undefined while the page is rendered on the server and first hydrated. */
export function useStored<Value>({ get, subscribe }: Store<Value>, key: string): Value | undefined {
  const read = useCallback(() => get(key), [get, key])
  return useSyncExternalStore(subscribe, read, readNothing)
}

function readNothing(): undefined {
  return undefined
}
